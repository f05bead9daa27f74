package org.braintrustbeam.runners.session;

import java.util.ServiceLoader;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.rpc.RpcSystem;
import org.apache.flink.runtime.rpc.RpcSystemLoader;

/**
 * Has Flink's processes talk by the classes that lie in the program's own jar.
 *
 * <p>Flink ships them as a jar within a jar, which its own loader writes to a temporary file at
 * each start, to load them from there with a class loader of their own: that is for programs that
 * bring another Scala along, takes half a second, and keeps the classes out of the archive that
 * Java starts faster from. Found by {@link RpcSystem#load(Configuration)}.
 */
public final class FlatRpcSystemLoader implements RpcSystemLoader {
  /** Before Flink's own, which has 0. */
  @Override
  public int getLoadPriority() {
    return -1;
  }

  @Override
  public RpcSystem loadRpcSystem(Configuration configuration) {
    return ServiceLoader.load(RpcSystem.class, RpcSystem.class.getClassLoader())
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("no RPC system of Flink in the program's jar"));
  }
}
