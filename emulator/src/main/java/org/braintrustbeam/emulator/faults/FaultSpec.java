package org.braintrustbeam.emulator.faults;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A fault as it is typed: {@code KIND}, or {@code KIND:name=value,name=value}.
 *
 * <p>Every method throws {@link IllegalArgumentException} for what cannot be meant, naming the
 * spec, the setting and what is allowed.
 */
final class FaultSpec {
  private final String text;
  private final String kind;
  private final Map<String, String> settings;

  private FaultSpec(String text, String kind, Map<String, String> settings) {
    this.text = text;
    this.kind = kind;
    this.settings = settings;
  }

  static FaultSpec parse(String text) {
    int colon = text.indexOf(':');
    String kind = (colon < 0 ? text : text.substring(0, colon)).strip();
    FaultSpec spec = new FaultSpec(text, kind, new LinkedHashMap<>());
    if (colon >= 0) {
      for (String setting : text.substring(colon + 1).split(",", -1)) {
        spec.add(setting);
      }
    }
    return spec;
  }

  private void add(String setting) {
    int equals = setting.indexOf('=');
    if (equals < 1) {
      throw wrong("'" + setting.strip() + "' must be name=value");
    }
    String name = setting.substring(0, equals).strip();
    if (settings.put(name, setting.substring(equals + 1).strip()) != null) {
      throw wrong("'" + name + "' is set twice");
    }
  }

  String kind() {
    return kind;
  }

  /** Refuses a setting that the kind does not have. */
  void allowOnly(Collection<String> names) {
    Set<String> unknown = new TreeSet<>(settings.keySet());
    unknown.removeAll(names);
    if (!unknown.isEmpty()) {
      throw wrong(
          "no setting '"
              + unknown.iterator().next()
              + "'; there are "
              + String.join(", ", new TreeSet<>(names)));
    }
  }

  String text(String name, String otherwise) {
    String value = settings.get(name);
    if (value != null && value.isEmpty()) {
      throw wrong("'" + name + "' is empty");
    }
    return value == null ? otherwise : value;
  }

  @Nullable String textOrNull(String name) {
    return settings.containsKey(name) ? text(name, "") : null;
  }

  String requiredText(String name) {
    if (!settings.containsKey(name)) {
      throw wrong("'" + name + "' is missing");
    }
    return text(name, "");
  }

  long whole(String name, long otherwise, long min) {
    String value = settings.get(name);
    try {
      long number = value == null ? otherwise : Long.parseLong(value);
      if (number >= min) {
        return number;
      }
    } catch (NumberFormatException e) {
      // the message below is for both
    }
    throw wrong("'" + name + "' must be a whole number from " + min + " on, got " + value);
  }

  /** A number above 0, e.g. of seconds. */
  double positive(String name, double otherwise) {
    double number = number(name, otherwise);
    if (number > 0) {
      return number;
    }
    throw wrong("'" + name + "' must be above 0, got " + settings.get(name));
  }

  /** A probability. */
  double share(String name, double otherwise) {
    double number = number(name, otherwise);
    if (number >= 0 && number <= 1) {
      return number;
    }
    throw wrong("'" + name + "' must be 0 to 1, got " + settings.get(name));
  }

  private double number(String name, double otherwise) {
    String value = settings.get(name);
    try {
      double number = value == null ? otherwise : Double.parseDouble(value);
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // the message below is for both
    }
    throw wrong("'" + name + "' must be a number, got " + value);
  }

  IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("fault '" + text + "': " + what);
  }

  @Override
  public String toString() {
    return text;
  }
}
