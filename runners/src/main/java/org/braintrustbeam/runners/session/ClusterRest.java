package org.braintrustbeam.runners.session;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.braintrustbeam.io.row.MalformedJsonException;
import org.braintrustbeam.io.row.RawJson;

/** The REST interface of a JobManager. */
final class ClusterRest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration GLANCE = Duration.ofMillis(200);
  private static final int NOT_READY = 503;

  private final FlinkMaster master;
  private final Duration patience;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  ClusterRest(FlinkMaster master) {
    this(master, PATIENCE);
  }

  /** With the time that a request may take to the last byte of its answer. */
  ClusterRest(FlinkMaster master, Duration patience) {
    this.master = master;
    this.patience = patience;
  }

  RawJson get(String path) throws IOException {
    return send(request(path).GET().build());
  }

  void patch(String path) throws IOException {
    RawJson unused = send(request(path).method("PATCH", BodyPublishers.noBody()).build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://" + master + path)).timeout(patience);
  }

  /** A JobManager that has just started, or that takes over, says so until it is ready. */
  private RawJson send(HttpRequest request) throws IOException {
    long start = System.nanoTime();
    HttpResponse<String> response = response(request);
    while (response.statusCode() == NOT_READY && System.nanoTime() - start < patience.toNanos()) {
      Pause.of(GLANCE);
      response = response(request);
    }
    return answer(request, response);
  }

  private RawJson answer(HttpRequest request, HttpResponse<String> response) throws IOException {
    try {
      if (response.statusCode() < 300) {
        RawJson answer = RawJson.of(response.body());
        if (answer.isReadable()) {
          return answer;
        }
      }
    } catch (MalformedJsonException e) {
      throw notFlink(request, "no JSON");
    }
    throw notFlink(request, "HTTP status " + response.statusCode());
  }

  /** The request's own time-out is over when the answer begins. */
  private HttpResponse<String> response(HttpRequest request) throws IOException {
    try {
      return http.sendAsync(request, BodyHandlers.ofString())
          .get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (TimeoutException e) {
      throw silent("request timed out", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw silent(why(cause), cause);
    }
  }

  private IOException silent(String why, Throwable cause) {
    return new IOException(
        "the Flink master at %s does not answer: %s".formatted(master, why), cause);
  }

  private static String why(Throwable failure) {
    Throwable inmost = failure;
    while (inmost.getCause() != null) {
      inmost = inmost.getCause();
    }
    String message = failure.getMessage() == null ? inmost.getMessage() : failure.getMessage();
    return message == null ? inmost.getClass().getSimpleName().replace("Exception", "") : message;
  }

  private IOException notFlink(HttpRequest request, String what) {
    return new IOException(
        "what answers at %s is no Flink JobManager: %s to %s"
            .formatted(master, what, request.uri().getPath()));
  }
}
