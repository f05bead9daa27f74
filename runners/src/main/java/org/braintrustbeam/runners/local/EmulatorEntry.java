package org.braintrustbeam.runners.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.braintrustbeam.emulator.Emulator;
import org.braintrustbeam.pipelines.command.ExitCode;
import org.braintrustbeam.pipelines.command.UsageException;
import org.braintrustbeam.runners.Console;
import org.braintrustbeam.runners.Entry;
import org.braintrustbeam.runners.LauncherFlags;
import org.braintrustbeam.runners.options.Flag;
import org.braintrustbeam.runners.options.Given;
import org.braintrustbeam.runners.options.Syntax;
import org.jspecify.annotations.Nullable;

/** The local server in the foreground, until it is interrupted. */
public final class EmulatorEntry implements Entry {
  private static final Flag PORT =
      Flag.named("--port", Flag.Kind.WHOLE_NUMBER)
          .label("N")
          .description("Port on 127.0.0.1; 0 takes a free one.")
          .defaultText("8400")
          .min(0)
          .max(65535)
          .build();

  private static final Flag DATA =
      Flag.named("--data", Flag.Kind.TEXT)
          .label("DIR")
          .description("Where the data is kept.")
          .defaultText(".local/emulator")
          .build();

  private static final Flag SEED_DEMO =
      Flag.named("--seed-demo", Flag.Kind.SWITCH)
          .description("Adds the demo project, airline-support.")
          .build();

  private static final Flag FAULT =
      Flag.named("--fault", Flag.Kind.LIST)
          .label("SPEC")
          .description(
              "Trouble to make, e.g. '429:share=0.1'; may be repeated. docs/emulator.md lists them.")
          .build();

  private static final Flag FAULT_SEED =
      Flag.named("--fault-seed", Flag.Kind.WHOLE_NUMBER)
          .label("N")
          .description("Seed of what the faults leave to chance.")
          .defaultText("0")
          .build();

  private static final Flag LATENCY =
      Flag.named("--latency", Flag.Kind.WHOLE_NUMBER)
          .label("MS")
          .description("Milliseconds that each request waits, as a service far away would take.")
          .defaultText("0")
          .min(0)
          .max(60_000)
          .build();

  private static final long DEFAULT_PORT = 8400;

  private final Path workingFolder;

  /** With the folder that a relative {@code --data} is in. */
  public EmulatorEntry(Path workingFolder) {
    this.workingFolder = workingFolder;
  }

  @Override
  public Syntax syntax() {
    return new Syntax(
        "emulator",
        "a local server that speaks the Braintrust API, in the foreground",
        "Serves the Braintrust API on this machine until it is interrupted; its data survives.",
        List.of(),
        List.of(PORT, DATA, SEED_DEMO, LATENCY, FAULT, FAULT_SEED),
        LauncherFlags.basic());
  }

  @Override
  public ExitCode run(Given given, List<String> beamArguments, Console console) throws Exception {
    Long port = given.number(PORT);
    Emulator.Builder settings =
        Emulator.builder().data(data(given.text(DATA))).seedDemo(given.on(SEED_DEMO));
    setFaults(settings, given);
    Long latency = given.number(LATENCY);
    settings.latency(Duration.ofMillis(latency == null ? 0 : latency));
    try (LocalServer server =
        LocalServer.start(settings, Math.toIntExact(port == null ? DEFAULT_PORT : port))) {
      console.print("listening " + server.url() + "\n");
      new CountDownLatch(1).await(); // a signal ends the process, and the server with it
      return ExitCode.DONE;
    }
  }

  private static void setFaults(Emulator.Builder settings, Given given) {
    Long seed = given.number(FAULT_SEED);
    try {
      settings.faults(seed == null ? 0 : seed, given.texts(FAULT));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--fault: " + e.getMessage());
    }
  }

  private Path data(@Nullable String given) {
    Path folder = workingFolder.resolve(given == null ? ".local/emulator" : given);
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new UsageException("--data " + folder + ": is not a folder");
    }
    return folder;
  }
}
