package org.braintrustbeam.pipelines.command;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An option that is given by its place on the command line instead of a flag. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Argument {
  /** What the help calls it, e.g. {@code EXPERIMENT}. */
  String value();
}
