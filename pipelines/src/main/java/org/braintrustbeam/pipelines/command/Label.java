package org.braintrustbeam.pipelines.command;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the help shows for an option's value, e.g. {@code FILE} or {@code app|api|external}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Label {
  /** The text; words joined by {@code |} are the only values accepted. */
  String value();
}
