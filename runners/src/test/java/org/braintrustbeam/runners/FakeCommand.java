package org.braintrustbeam.runners;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.braintrustbeam.io.braintrust.ApiKey;
import org.braintrustbeam.io.braintrust.BraintrustException;
import org.braintrustbeam.io.braintrust.ConnectionSettings;
import org.braintrustbeam.pipelines.command.Command;
import org.braintrustbeam.pipelines.command.Connections;
import org.braintrustbeam.pipelines.command.ExitCode;
import org.braintrustbeam.pipelines.command.Session;

/** Hands its options to the test, and does what they are told by {@code --ends}. */
final class FakeCommand implements Command<FakeOptions> {
  private final Consumer<FakeOptions> seen;

  FakeCommand(Consumer<FakeOptions> seen) {
    this.seen = seen;
  }

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public String description() {
    return "does as it is told";
  }

  @Override
  public Class<FakeOptions> options() {
    return FakeOptions.class;
  }

  @Override
  public ExitCode run(FakeOptions options, Session session) throws Exception {
    seen.accept(options);
    session.inform("a note");
    return switch (options.getThing()) {
      case "pipeline" -> pipeline(options, session);
      case "service" -> throw new BraintrustException("refused " + ApiKey.find(null));
      case "defect" -> throw new IllegalStateException("line one\nline two");
      case "midway" -> midway(session);
      default -> write(options, session);
    };
  }

  private static ExitCode write(FakeOptions options, Session session) throws IOException {
    session.writeResult(out -> out.write("the result\n".getBytes(StandardCharsets.UTF_8)));
    return options.getEnds().equals("half") ? ExitCode.INCOMPLETE : ExitCode.DONE;
  }

  private static ExitCode midway(Session session) throws IOException {
    session.writeResult(
        out -> {
          out.write("half a res".getBytes(StandardCharsets.UTF_8));
          throw new IOException("the source went away");
        });
    return ExitCode.DONE;
  }

  private static ExitCode pipeline(FakeOptions options, Session session) {
    ConnectionSettings unused = session.prepare(options, Connections.of(options), 2);
    Pipeline pipeline = Pipeline.create(options);
    pipeline.apply("Make", Create.of(1, 2)).apply("Refuse", MapElements.via(new Refuse()));
    session.run(pipeline, "refusing", 2);
    return ExitCode.DONE;
  }

  private static final class Refuse extends SimpleFunction<Integer, Integer> {
    @Override
    public Integer apply(Integer value) {
      throw new BraintrustException("the service is closed today");
    }
  }
}
