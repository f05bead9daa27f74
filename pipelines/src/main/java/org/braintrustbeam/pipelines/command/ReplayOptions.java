package org.braintrustbeam.pipelines.command;

import org.apache.beam.sdk.options.Description;
import org.jspecify.annotations.Nullable;

/** The flag of the commands whose rejected changes can be sent again. */
public interface ReplayOptions extends BraintrustOptions {
  @Description(
      "Instead of deciding anew, write the changes that an earlier run of this command left in its"
          + " --dead-letter file. Flags that decide what to write had their say then.")
  @Label("FILE")
  @Nullable String getReplay();

  void setReplay(@Nullable String value);
}
