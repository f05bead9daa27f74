package org.braintrustbeam.emulator.faults;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.SocketChannelEndPoint;

/** The connection below a request: servlets have no word for breaking it. */
final class Sockets {
  private Sockets() {}

  /** Closes it with a reset, whatever is still in its buffers. */
  static void reset(HttpServletRequest request) throws IOException {
    SocketChannelEndPoint connection =
        (SocketChannelEndPoint)
            ServletContextRequest.getServletContextRequest(request)
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint();
    SocketChannel channel = connection.getChannel();
    channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    channel.close();
  }
}
