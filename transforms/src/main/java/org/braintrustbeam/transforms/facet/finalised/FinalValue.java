package org.braintrustbeam.transforms.facet.finalised;

import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.braintrustbeam.transforms.facet.call.FacetCall;
import org.braintrustbeam.transforms.facet.text.Bucket;
import org.braintrustbeam.transforms.facet.text.NoneRule;
import org.braintrustbeam.transforms.facet.text.ValueText;
import org.braintrustbeam.transforms.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** Finds what the finalised facets of a trace say of one facet. */
public final class FinalValue {
  private static final Pattern SEPARATORS = Pattern.compile("[^a-z0-9]+");

  private FinalValue() {}

  /** The call with the weak bucket and the value that these facets give it. */
  public static FacetCall attach(FacetCall call, JsonValue facets) {
    JsonValue value = find(facets, call.facetName());
    String text = value instanceof JsonValue.Nil ? null : ValueText.of(value);
    return call.finalised(Bucket.of(value, NoneRule.DATASET), text);
  }

  /**
   * By the exact name, else ignoring case, else with whatever is no ASCII letter or digit counting
   * as one separator; the first in the order of the object. Null where there is none; a null that
   * is found ends the search.
   */
  static JsonValue find(JsonValue facets, String name) {
    if (!(facets instanceof JsonValue.Obj object)) {
      return JsonValue.Nil.NIL;
    }
    if (object.members().containsKey(name)) {
      return object.member(name);
    }
    String found = find(object, name, key -> key.toLowerCase(Locale.ROOT));
    if (found == null) {
      found = find(object, name, FinalValue::separated);
    }
    return found == null ? JsonValue.Nil.NIL : object.member(found);
  }

  /** The first key that is the same as the name in this form; a form with nothing in it is none. */
  private static @Nullable String find(
      JsonValue.Obj object, String name, UnaryOperator<String> form) {
    String wanted = form.apply(name);
    for (String key : object.members().keySet()) {
      if (!wanted.isEmpty() && wanted.equals(form.apply(key))) {
        return key;
      }
    }
    return null;
  }

  private static String separated(String name) {
    return SEPARATORS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
  }
}
