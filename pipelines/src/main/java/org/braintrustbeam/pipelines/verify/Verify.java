package org.braintrustbeam.pipelines.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.braintrustbeam.io.braintrust.BraintrustClient;
import org.braintrustbeam.io.braintrust.ConnectionSettings;
import org.braintrustbeam.io.braintrust.NamedObject;
import org.braintrustbeam.io.braintrust.ObjectType;
import org.braintrustbeam.pipelines.command.Command;
import org.braintrustbeam.pipelines.command.Connections;
import org.braintrustbeam.pipelines.command.DeadLetters;
import org.braintrustbeam.pipelines.command.ExitCode;
import org.braintrustbeam.pipelines.command.ExperimentRead;
import org.braintrustbeam.pipelines.command.Folders;
import org.braintrustbeam.pipelines.command.Session;
import org.braintrustbeam.pipelines.command.UsageException;
import org.braintrustbeam.transforms.compare.Comparison;
import org.braintrustbeam.transforms.verdict.Aim;
import org.braintrustbeam.transforms.verdict.Judge;
import org.braintrustbeam.transforms.verdict.Judgement;
import org.braintrustbeam.transforms.verdict.Outcome;
import org.jspecify.annotations.Nullable;

/** The command {@code verify}: whether a new experiment is better than its baseline. */
public final class Verify implements Command<VerifyOptions> {
  private final Clock clock;

  /** With the clock of this machine. */
  public Verify() {
    this(Clock.systemUTC());
  }

  /** With a clock for the summary's timestamp, on which nothing else depends. */
  public Verify(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String name() {
    return "verify";
  }

  @Override
  public String description() {
    return "judges a new experiment against its baseline";
  }

  @Override
  public Class<VerifyOptions> options() {
    return VerifyOptions.class;
  }

  @Override
  public ExitCode run(VerifyOptions options, Session session) throws IOException {
    Aim aim = aim(options);
    Handoff handoff = Handoff.of(options);
    LoopState state = LoopState.read(handoff.state());
    ConnectionSettings connection = Connections.of(options);
    BraintrustClient client = BraintrustClient.of(connection);
    Arms arms = arms(options, client);
    List<ExperimentRead> reads = reads(client, arms);
    long rows = rows(reads);
    ConnectionSettings onWorkers = session.prepare(options, connection, rows);
    Folders folders = new Folders(session.workFolder());

    session.run(
        VerifyPipeline.create(options, onWorkers, reads, folders), "reading experiments", rows);

    Comparison comparison = Comparison.of(VerifyPipeline.tally(folders));
    long unreadable = DeadLetters.count(folders);
    LoopGoal goal = new LoopGoal(arms.fresh().projectId(), aim.goal(), aim.score());
    int loop = Math.min(aim.maxLoops(), state.loopOf(goal, arms.fresh().id()));
    Judgement judgement = Judge.judge(comparison, aim, unreadable, loop);
    Finished run =
        new Finished(
            arms,
            aim,
            options.getAutonomous(),
            clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
            comparison,
            judgement,
            unreadable,
            loop,
            handoff);
    write(run, options, session);
    remember(goal, run);
    DeadLetters.report(options, folders, session);
    return exitCode(options, judgement, unreadable);
  }

  private static Aim aim(VerifyOptions options) {
    Double minDelta = options.getMinDelta();
    if (minDelta != null && options.getScore() == null) {
      throw new UsageException("--min-delta needs --score");
    }
    if (minDelta != null && !(minDelta >= 0 && minDelta <= 1)) {
      throw new UsageException("--min-delta must be 0 to 1, got " + minDelta);
    }
    if (options.getGoal().isBlank()) {
      throw new UsageException("--goal is empty: leave it out, or say what the change is for");
    }
    return new Aim(options.getGoal(), options.getScore(), minDelta, options.getMaxLoops());
  }

  private static Arms arms(VerifyOptions options, BraintrustClient client) {
    NamedObject fresh = client.find(ObjectType.EXPERIMENT, options.getNew(), options.getProject());
    String named = options.getBaseline();
    NamedObject baseline =
        named == null
            ? client.experimentBefore(fresh)
            : client.find(ObjectType.EXPERIMENT, named, options.getProject());
    if (baseline != null && baseline.id().equals(fresh.id())) {
      throw new UsageException("--new and --baseline are the same experiment: " + fresh.name());
    }
    return Arms.of(client, fresh, baseline);
  }

  private static List<ExperimentRead> reads(BraintrustClient client, Arms arms) {
    return Stream.of(arms.fresh().id(), arms.baselineId())
        .flatMap(Stream::ofNullable)
        .map(id -> ExperimentRead.of(client, id))
        .toList();
  }

  private static long rows(List<ExperimentRead> reads) {
    return reads.stream().anyMatch(read -> read.rows() < 0)
        ? -1
        : reads.stream().mapToLong(ExperimentRead::rows).sum();
  }

  /**
   * The summary is held against its schema before anything of it is seen, and comes last: where it
   * is that of this run, so is the narrative.
   */
  private static void write(Finished run, VerifyOptions options, Session session)
      throws IOException {
    byte[] summary = SummaryJson.of(run);
    SummarySchema.require(summary);
    byte[] narrative = Narrative.of(run).getBytes(UTF_8);
    Handoff.write(run.handoff().file(Handoff.NARRATIVE), out -> out.write(narrative));
    Handoff.write(run.handoff().file(Handoff.SUMMARY), out -> out.write(summary));
    byte[] text = VerifyText.of(run).getBytes(UTF_8);
    session.writeResult(out -> out.write(options.getJson() ? summary : text));
  }

  /** Reads the file anew: another run may have added to it while this one read experiments. */
  private static void remember(LoopGoal goal, Finished run) throws IOException {
    Judgement judged = run.judgement();
    if (judged.outcome() == Outcome.BLOCKED) {
      return;
    }
    LoopState state = LoopState.read(run.handoff().state());
    boolean done = judged.outcome() == Outcome.IMPROVED || judged.outcome() == Outcome.HEALTHY;
    if (done && state.loops(goal).isEmpty()) {
      return;
    }
    if (done) {
      state.end(goal);
    } else {
      state.add(goal, loop(run, run.arms().baselineId()), run.aim().maxLoops());
    }
    Handoff.write(run.handoff().state(), state::writeTo);
  }

  private static Loop loop(Finished run, @Nullable String baseline) {
    return new Loop(
        run.arms().fresh().id(), baseline, run.judgement().route().word(), run.timestamp());
  }

  private static ExitCode exitCode(VerifyOptions options, Judgement judged, long unreadable) {
    ExitCode otherwise = unreadable == 0 ? ExitCode.DONE : ExitCode.INCOMPLETE;
    if (!options.getExitCode()) {
      return otherwise;
    }
    return switch (judged.outcome()) {
      case IMPROVED, HEALTHY -> otherwise;
      case NEEDS_WORK -> ExitCode.NEEDS_WORK;
      case BLOCKED -> ExitCode.BLOCKED;
      case NO_CONVERGENCE -> ExitCode.NO_CONVERGENCE;
    };
  }
}
