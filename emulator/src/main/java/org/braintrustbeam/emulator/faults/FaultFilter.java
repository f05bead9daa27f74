package org.braintrustbeam.emulator.faults;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.braintrustbeam.emulator.api.ApiError;

/** Where requests pass through the faults on their way to the routes. */
public final class FaultFilter extends HttpFilter {
  /** Under it faults are switched; it has none itself, and its requests are not counted. */
  public static final String CONTROL = "/emulator/";

  private static final long serialVersionUID = 1L;

  private final transient Faults faults;

  public FaultFilter(Faults faults) {
    this.faults = faults;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request.getRequestURI().startsWith(CONTROL)) {
      chain.doFilter(request, response);
      return;
    }
    faults.count(request.getMethod(), request.getRequestURI());
    if (faults.isOff()) {
      chain.doFilter(request, response);
      return;
    }
    deliver(answer(request, response, chain), request, response);
  }

  private Answer answer(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException {
    try {
      return faults.on(call(request), asked -> serve(asked, request, response, chain));
    } catch (ApiError e) { // a fault could not read the request: no more can the routes
      return Answer.error(e.status(), e.code(), String.valueOf(e.getMessage()));
    }
  }

  private static Call call(HttpServletRequest request) throws IOException {
    return new Call(
        request.getMethod(),
        request.getRequestURI(),
        request.getQueryString(),
        PlainBody.of(request));
  }

  /** By the routes; may be asked more than once for one request. */
  private static Answer serve(
      Call call, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException {
    CaughtAnswer caught = new CaughtAnswer(response);
    try {
      chain.doFilter(new ReplayedRequest(request, call), caught);
    } catch (ServletException e) {
      throw new IOException(e);
    }
    return caught.answer();
  }

  private static void deliver(
      Answer answer, HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.reset();
    response.setStatus(answer.status());
    for (Map.Entry<String, String> header : answer.headers().entrySet()) {
      response.setHeader(header.getKey(), header.getValue());
    }
    response.setContentLength(answer.body().length);
    answer.delivery().send(answer.body(), new ServletLine(request, response));
  }

  private record ServletLine(HttpServletRequest request, HttpServletResponse response)
      implements Delivery.Line {
    @Override
    public OutputStream out() throws IOException {
      return response.getOutputStream();
    }

    @Override
    public void reset() throws IOException {
      Sockets.reset(request);
    }
  }
}
