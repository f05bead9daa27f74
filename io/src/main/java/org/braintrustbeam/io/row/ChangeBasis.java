package org.braintrustbeam.io.row;

/**
 * What a change was decided on.
 *
 * @param source the row the new values come from
 * @param xactId {@code _xact_id} of the version of the changed row that was looked at, an unsigned
 *     64-bit number; 0 if there was no row
 */
public record ChangeBasis(RowKey source, long xactId) {}
