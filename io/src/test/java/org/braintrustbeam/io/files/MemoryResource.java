package org.braintrustbeam.io.files;

import org.apache.beam.sdk.io.fs.ResolveOptions;
import org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * A name in a {@link MemoryFileSystem}.
 *
 * @param name with its scheme; that of a folder ends in a slash
 */
public record MemoryResource(String name) implements ResourceId {
  @Override
  public ResourceId resolve(String other, ResolveOptions options) {
    boolean folder = options.equals(StandardResolveOptions.RESOLVE_DIRECTORY);
    return new MemoryResource(getCurrentDirectory() + other + (folder ? "/" : ""));
  }

  @Override
  public ResourceId getCurrentDirectory() {
    return new MemoryResource(name.substring(0, name.lastIndexOf('/') + 1));
  }

  @Override
  public String getScheme() {
    return name.substring(0, name.indexOf(':'));
  }

  @Override
  public String getFilename() {
    return name.substring(name.lastIndexOf('/', name.length() - 2) + 1);
  }

  @Override
  public boolean isDirectory() {
    return name.endsWith("/");
  }

  @Override
  public String toString() {
    return name;
  }
}
