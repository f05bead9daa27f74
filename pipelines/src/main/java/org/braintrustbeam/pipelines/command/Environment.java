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

  /**
   * Those of them that other programs have made. For a switch they mean yes or nothing: whatever
   * else stands in them is none of our business.
   */
  String[] ofOthers() default {};

  /**
   * The flag whose value is the default, if there is one: where it is typed, no variable counts, as
   * what stands on the line goes before what stands around it.
   */
  String behind() default "";
}
