package org.braintrustbeam.emulator.openapi;

import java.util.Set;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test class whose exchanges deviate from the service's description. */
public final class ContractExtension implements AfterAllCallback {
  @Override
  public void afterAll(ExtensionContext context) {
    Set<String> unknown = ContractListener.takeUnknown();
    if (!unknown.isEmpty()) {
      throw new AssertionError(
          "Not as the service's description has it:\n" + String.join("\n", unknown));
    }
  }
}
