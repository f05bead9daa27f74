package org.braintrustbeam.pipelines.command;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Environment variables an option is taken from when its flag is not given, the first one wins. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Environment {
  /** Names of the variables. */
  String[] value();
}
