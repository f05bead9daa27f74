package org.braintrustbeam.emulator.rows;

import java.util.Set;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawObject;

/** Who wrote: it goes into the entries that a write adds to a row's {@code audit_data}. */
final class AuditSource {
  static final String SOURCE = "_audit_source";
  static final String METADATA = "_audit_metadata";

  private static final Set<String> SOURCES = Set.of("app", "api", "external");

  private final String source;
  private final byte[] metadata;

  private AuditSource(String source, byte[] metadata) {
    this.source = source;
    this.metadata = metadata;
  }

  /** As the SDKs put it into a row; by default a program wrote, without metadata. */
  static AuditSource ofRow(RawObject row) {
    return read(row, SOURCE, METADATA, "api");
  }

  /** As it stands in an item of a feedback request; by default an end user said it. */
  static AuditSource ofFeedback(RawObject item) {
    return read(item, "source", "metadata", "external");
  }

  private static AuditSource read(RawObject from, String source, String metadata, String unsaid) {
    String given = from.isNull(source) ? unsaid : from.requiredText(source);
    if (!SOURCES.contains(given)) {
      throw ApiError.badRequest(
          "'%s' must be one of app, api, external; got %s".formatted(source, given));
    }
    byte[] about = from.isNull(metadata) ? Json.EMPTY_OBJECT : from.get(metadata);
    if (!Json.isObject(about)) {
      throw ApiError.badRequest(
          "'%s' must be an object, got a value of type %s".formatted(metadata, Json.kind(about)));
    }
    return new AuditSource(given, about);
  }

  /** One of app, api and external. */
  String source() {
    return source;
  }

  /** A JSON object. */
  byte[] metadata() {
    return metadata;
  }

  Audit audit(long xact) {
    return new Audit(xact, source, metadata);
  }
}
