package org.braintrustbeam.io.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which files hold the rows of a pipeline's outputs, written when all of them are there.
 *
 * <p>An attempt that was cut off leaves files too; those are in no manifest. Layout: a line a file,
 * {@code output TAB file TAB rows}.
 */
final class Manifest {
  private static final String NAME = "manifest";

  private Manifest() {}

  static String line(String output, RowFile file) {
    return output + '\t' + file.name() + '\t' + file.rows() + '\n';
  }

  static void write(SharedFolder folder, Iterable<String> lines) throws IOException {
    List<String> sorted = new ArrayList<>();
    lines.forEach(sorted::add);
    sorted.sort(null);
    folder.write(NAME, out -> out.write(String.join("", sorted).getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * The files of each output that has rows.
   *
   * @throws IOException if there is none; a run that came to its end has written it
   */
  static Map<String, List<RowFile>> read(SharedFolder folder) throws IOException {
    Map<String, List<RowFile>> files = new TreeMap<>();
    for (String line : text(folder).lines().toList()) {
      String[] parts = line.split("\t", -1);
      files
          .computeIfAbsent(parts[0], output -> new ArrayList<>())
          .add(new RowFile(parts[1], Long.parseLong(parts[2])));
    }
    return files;
  }

  private static String text(SharedFolder folder) throws IOException {
    try {
      return folder.text(NAME);
    } catch (FileNotFoundException | NoSuchFileException e) {
      throw new IOException(
          "the pipeline has ended and left no result in "
              + folder.path()
              + ": do its workers share that folder with the launcher?",
          e);
    }
  }
}
