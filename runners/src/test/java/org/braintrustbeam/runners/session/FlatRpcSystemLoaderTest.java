package org.braintrustbeam.runners.session;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.rpc.RpcSystem;
import org.junit.jupiter.api.Test;

class FlatRpcSystemLoaderTest {
  /** Flink's own loader has a class loader, and a temporary file, for each. */
  @Test
  void flinkFindsTheClassesOfTheProgram() {
    RpcSystem found = RpcSystem.load(new Configuration());

    assertThat(found.getClass().getSimpleName(), is("PekkoRpcSystem"));
    assertThat(found.getClass().getClassLoader(), is(getClass().getClassLoader()));
  }
}
