package org.braintrustbeam.pipelines.replay;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.braintrustbeam.io.braintrust.ConnectionSettings;
import org.braintrustbeam.io.braintrust.NamedObject;
import org.braintrustbeam.io.files.NamedFile;
import org.braintrustbeam.pipelines.command.BraintrustOptions;
import org.braintrustbeam.pipelines.command.DeadLetters;
import org.braintrustbeam.pipelines.command.ExitCode;
import org.braintrustbeam.pipelines.command.Folders;
import org.braintrustbeam.pipelines.command.ResultJson;
import org.braintrustbeam.pipelines.command.Session;
import org.braintrustbeam.pipelines.command.UsageException;

/**
 * A run of a command with {@code --replay}: writes the changes in a dead-letter file, each with the
 * version check that it had.
 *
 * <p>What is still not written goes to the run's own dead-letter file. That may be the same file:
 * it is replaced at the end, as a whole, and never by a run that only shows.
 */
public final class Replay {
  private final ReplayFile file;
  private final BraintrustOptions options;

  private Replay(ReplayFile file, BraintrustOptions options) {
    this.file = file;
    this.options = options;
  }

  /** Whether to write. */
  public enum Mode {
    /** Only show what would be written. */
    SHOW,
    /** Write. */
    WRITE
  }

  /**
   * Reads the file from end to end, before any request.
   *
   * @throws UsageException with file and line, if it holds anything that no run of ours has left
   */
  public static Replay of(String file, BraintrustOptions options) throws IOException {
    ReplayFile checked = ReplayFile.check(file);
    String output = options.getOutput();
    if (output != null && NamedFile.isSame(output, file)) {
      throw new UsageException("--replay and --output name the same file: " + file);
    }
    return new Replay(checked, options);
  }

  /** Refuses a file with changes that were decided on another object than this one. */
  public Replay ofSource(NamedObject source) {
    file.requireSources(List.of(source.id()));
    return this;
  }

  /** Refuses a file with changes of other datasets than these. */
  public Replay ofDatasets(Collection<NamedObject> datasets) {
    file.requireDatasets(datasets.stream().map(NamedObject::id).toList());
    return this;
  }

  /** Runs it; how it ended is told by what it returns. */
  public Ended run(ConnectionSettings connection, Mode mode, Session session) throws IOException {
    if (file.notReplayable() > 0) {
      session.warn(
          file.notReplayable()
              + " of the rows cannot be replayed, because they were refused when they were read: "
              + file.firstNotReplayable());
    }
    ConnectionSettings onWorkers = session.prepare(options, connection, file.size());
    Folders folders = new Folders(session.workFolder());
    file.copyTo(folders.shared(), ReplayPipeline.COPY);
    boolean write = mode == Mode.WRITE;
    session.run(
        new ReplayPipeline(options, file, onWorkers, folders).create(write),
        "replaying " + file.name(),
        file.size());
    return new Ended(ReplayResult.of(file.name(), write, folders), folders, session);
  }

  /** A replay that is over, but for telling the user. */
  public final class Ended {
    private final ReplayResult result;
    private final Folders folders;
    private final Session session;

    private Ended(ReplayResult result, Folders folders, Session session) {
      this.result = result;
      this.folders = folders;
      this.session = session;
    }

    /** Tells it as JSON. */
    public ExitCode writeJson() throws IOException {
      session.writeResult(out -> ResultJson.writeObject(out, result::writeTo));
      return end();
    }

    /** Tells it as text; {@code flag} is what makes a run that only shows one that writes. */
    public ExitCode writeText(String flag) throws IOException {
      session.writeResult(out -> out.write(result.text(flag)));
      return end();
    }

    /** A run that only shows leaves all files alone: a line that is not in there is lost. */
    private ExitCode end() throws IOException {
      long failed = result.failed();
      if (result.isWritten() && DeadLetters.report(options, folders, session) == 0) {
        DeadLetters.clear(options, file.name());
      }
      return failed == 0 ? ExitCode.DONE : ExitCode.INCOMPLETE;
    }
  }
}
