package org.braintrustbeam.pipelines.command;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Bounds of a whole number, both included; the launcher refuses anything else. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Range {
  /** The least value. */
  long min() default Long.MIN_VALUE;

  /** The greatest value. */
  long max() default Long.MAX_VALUE;
}
