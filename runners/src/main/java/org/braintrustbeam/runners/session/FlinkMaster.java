package org.braintrustbeam.runners.session;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.braintrustbeam.pipelines.command.UsageException;

/**
 * The REST address of a cluster's JobManager.
 *
 * @param host a name or an address, one of IPv6 in brackets
 * @param port of its REST endpoint
 */
record FlinkMaster(String host, int port) {
  private static final Pattern ADDRESS =
      Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::(\\d{1,5}))");
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[(::1|0:0:0:0:0:0:0:1)]");
  private static final int MAX_PORT = 65_535;

  /**
   * Reads {@code HOST:PORT}.
   *
   * @throws UsageException for anything else
   */
  static FlinkMaster parse(String text) {
    Matcher address = ADDRESS.matcher(text);
    if (address.matches()) {
      int port = Integer.parseInt(address.group(2));
      if (port > 0 && port <= MAX_PORT) {
        return new FlinkMaster(address.group(1), port);
      }
    }
    throw new UsageException(
        "--flink-master must be HOST:PORT (the JobManager's REST port) or [local], got " + text);
  }

  /** Whether it is on this machine, and so shares its disk. */
  boolean isLoopback() {
    return LOOPBACK.matcher(host).matches();
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
