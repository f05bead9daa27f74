package org.braintrustbeam.runners.session;

import java.lang.reflect.Method;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import org.apache.beam.sdk.io.FileSystem;
import org.apache.beam.sdk.io.FileSystemRegistrar;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
import org.braintrustbeam.pipelines.command.UsageException;

/** The file systems that this jar brings, by the schemes of their names. */
final class BeamSchemes {
  /** What is inside the jar; it can only be read. */
  private static final String READ_ONLY = "classpath";

  private BeamSchemes() {}

  /**
   * Makes a file's system ready to be used.
   *
   * @throws UsageException naming those there are, if it is none of them
   */
  static void require(String flag, String file, PipelineOptions options) {
    FileSystems.setDefaultPipelineOptions(options);
    String scheme = file.substring(0, file.indexOf(':'));
    Set<String> known = known(options);
    if (!known.contains(scheme)) {
      throw new UsageException(
          "%s %s: no file system for %s:// in this jar, there is: %s"
              .formatted(flag, file, scheme, String.join(", ", known)));
    }
    try {
      FileSystems.matchNewResource(file, false);
    } catch (IllegalArgumentException e) {
      throw new UsageException("%s %s: not a file name: %s".formatted(flag, file, e.getMessage()));
    }
  }

  private static Set<String> known(PipelineOptions options) {
    Set<String> known = new TreeSet<>();
    for (FileSystemRegistrar registrar : ServiceLoader.load(FileSystemRegistrar.class)) {
      registrar.fromOptions(options).forEach(system -> known.add(scheme(system)));
    }
    known.remove(READ_ONLY);
    return known;
  }

  /** Beam has no public way to ask for it. */
  private static String scheme(FileSystem<?> system) {
    try {
      Method scheme = FileSystem.class.getDeclaredMethod("getScheme");
      scheme.setAccessible(true);
      return String.valueOf(scheme.invoke(system));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
