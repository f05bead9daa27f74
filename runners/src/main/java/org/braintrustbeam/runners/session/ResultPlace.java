package org.braintrustbeam.runners.session;

import java.io.IOException;
import java.io.OutputStream;
import org.braintrustbeam.io.files.AtomicFile;
import org.braintrustbeam.io.files.NamedFile;
import org.braintrustbeam.pipelines.command.BraintrustOptions;
import org.jspecify.annotations.Nullable;

/** Where a run's result goes. */
final class ResultPlace {
  /** What many programs call standard output. */
  private static final String STANDARD = "-";

  private final @Nullable String file;
  private final OutputStream standard;

  private ResultPlace(@Nullable String file, OutputStream standard) {
    this.file = file;
    this.standard = standard;
  }

  /**
   * The file of {@code --output}, or standard output where none is named.
   *
   * @throws org.braintrustbeam.pipelines.command.UsageException if it cannot be written
   */
  static ResultPlace of(BraintrustOptions options, OutputStream standard) {
    String output = options.getOutput();
    if (output == null || output.equals(STANDARD)) {
      return new ResultPlace(null, standard);
    }
    OutputPaths.check("--output", output, options);
    return new ResultPlace(output, standard);
  }

  void write(AtomicFile.Content content) throws IOException {
    if (file == null) {
      writeNamed(content, standard, "standard output");
    } else {
      writeFile(content, file);
    }
  }

  private static void writeFile(AtomicFile.Content content, String file) throws IOException {
    boolean[] inContent = {false};
    try {
      NamedFile.write(
          file,
          out -> {
            inContent[0] = true;
            writeNamed(content, out, file);
            inContent[0] = false;
          });
    } catch (IOException e) {
      // What comes out of the content is explained already, or is about what it reads.
      throw inContent[0] ? e : NamedOutput.explained(e, file);
    }
  }

  private static void writeNamed(AtomicFile.Content content, OutputStream out, String name)
      throws IOException {
    NamedOutput named = new NamedOutput(out, name);
    content.writeTo(named);
    named.flush();
  }
}
