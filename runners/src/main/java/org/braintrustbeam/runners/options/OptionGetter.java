package org.braintrustbeam.runners.options;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;
import org.braintrustbeam.pipelines.command.Argument;
import org.braintrustbeam.pipelines.command.BraintrustOptions;
import org.braintrustbeam.pipelines.command.Environment;
import org.braintrustbeam.pipelines.command.Label;
import org.braintrustbeam.pipelines.command.Range;
import org.jspecify.annotations.Nullable;

/** One getter of an options interface, seen as a flag. */
record OptionGetter(Method getter, Method setter, Flag flag) {
  static boolean isGetter(Method method) {
    return method.getParameterCount() == 0
        && (method.getName().matches("get[A-Z].*") || method.getName().matches("is[A-Z].*"));
  }

  static OptionGetter of(Method getter) {
    return new OptionGetter(getter, setterOf(getter), flagOf(getter));
  }

  boolean isShared() {
    return getter.getDeclaringClass() == BraintrustOptions.class;
  }

  /** Of the types a flag has, to the one the setter takes. */
  Object adapt(Object value) {
    Class<?> type = getter.getReturnType();
    if (type == int.class || type == Integer.class) {
      return Math.toIntExact((Long) value);
    }
    if (type.isEnum()) {
      return constant(type, value.toString());
    }
    return value;
  }

  private static Object constant(Class<?> type, String word) {
    return Arrays.stream(constants(type))
        .filter(constant -> word(constant).equals(word))
        .findFirst()
        .orElseThrow();
  }

  private static Object[] constants(Class<?> type) {
    Object[] constants = type.getEnumConstants();
    return constants == null ? new Object[0] : constants;
  }

  private static String word(Object constant) {
    return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Flag flagOf(Method getter) {
    Flag.Builder flag = Flag.named(nameOf(getter), kindOf(getter)).required(isRequired(getter));
    find(getter, Description.class).ifPresent(found -> flag.description(found.value()));
    find(getter, Environment.class).ifPresent(found -> environment(flag, found));
    labelOf(getter).ifPresent(flag::label);
    flag.defaultText(defaultOf(getter));
    return range(getter, flag).build();
  }

  private static void environment(Flag.Builder flag, Environment found) {
    flag.environment(found.value());
    flag.ofOthers(List.of(found.ofOthers()));
    flag.behind(found.behind().isEmpty() ? Optional.empty() : Optional.of(found.behind()));
  }

  private static Flag.Builder range(Method getter, Flag.Builder flag) {
    Class<?> type = getter.getReturnType();
    boolean isInt = type == int.class || type == Integer.class;
    long min = find(getter, Range.class).map(Range::min).orElse(Long.MIN_VALUE);
    long max = find(getter, Range.class).map(Range::max).orElse(Long.MAX_VALUE);
    return flag.min(isInt && min == Long.MIN_VALUE ? Integer.MIN_VALUE : min)
        .max(isInt ? Math.min(max, Integer.MAX_VALUE) : max);
  }

  private static Optional<String> labelOf(Method getter) {
    if (getter.getReturnType().isEnum()) {
      return Optional.of(
          Arrays.stream(constants(getter.getReturnType()))
              .map(OptionGetter::word)
              .collect(Collectors.joining("|")));
    }
    return find(getter, Label.class).map(Label::value);
  }

  private static String nameOf(Method getter) {
    return find(getter, Argument.class)
        .map(Argument::value)
        .orElseGet(() -> "--" + kebab(property(getter)));
  }

  /** {@code ApiUrl} becomes {@code api-url}. */
  private static String kebab(String property) {
    return property.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  private static String property(Method getter) {
    return getter.getName().replaceFirst("^(get|is)", "");
  }

  private static Flag.Kind kindOf(Method getter) {
    Class<?> type = getter.getReturnType();
    if (type == boolean.class || type == Boolean.class) {
      return Flag.Kind.SWITCH;
    }
    if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
      return Flag.Kind.WHOLE_NUMBER;
    }
    if (type == double.class || type == Double.class) {
      return Flag.Kind.NUMBER;
    }
    if (type == List.class) {
      return Flag.Kind.LIST;
    }
    if (type == String.class || type.isEnum()) {
      return Flag.Kind.TEXT;
    }
    throw new IllegalArgumentException("no flag can be made of " + getter);
  }

  private static boolean isRequired(Method getter) {
    boolean nullable = getter.getAnnotatedReturnType().isAnnotationPresent(Nullable.class);
    return find(getter, Validation.Required.class).isPresent()
        || (find(getter, Argument.class).isPresent() && !nullable);
  }

  private static Optional<String> defaultOf(Method getter) {
    return Arrays.stream(getter.getAnnotations())
        .filter(annotation -> annotation.annotationType().getEnclosingClass() == Default.class)
        .map(OptionGetter::defaultText)
        .filter(text -> !text.equals("false"))
        .findFirst();
  }

  private static String defaultText(Annotation annotation) {
    if (annotation instanceof Default.String text) {
      return text.value();
    }
    if (annotation instanceof Default.Integer number) {
      return String.valueOf(number.value());
    }
    if (annotation instanceof Default.Long number) {
      return String.valueOf(number.value());
    }
    if (annotation instanceof Default.Double number) {
      return String.valueOf(number.value());
    }
    if (annotation instanceof Default.Enum constant) {
      return constant.value().toLowerCase(Locale.ROOT).replace('_', '-');
    }
    // A switch that is on by itself could not be turned off by giving it.
    return "false";
  }

  private static <A extends Annotation> Optional<A> find(Method getter, Class<A> type) {
    return Optional.ofNullable(getter.getAnnotation(type));
  }

  private static Method setterOf(Method getter) {
    String name = "set" + property(getter);
    return Arrays.stream(getter.getDeclaringClass().getMethods())
        .filter(method -> method.getName().equals(name) && method.getParameterCount() == 1)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no " + name + " beside " + getter));
  }
}
