/**
 * Reports: one HTML file each, with all it needs inside, that opens from a disk or a mail.
 *
 * <p>{@code Page} and what it is made of say what is shown; {@code PageWriter} puts it into the
 * templates of {@code src/main/jte} together with the chart and table libraries. {@code EvalReport}
 * makes the page of an evaluation, {@code FindingsReport} that of what was found in production.
 * Knows no command.
 *
 * <p>What is shown comes from production and is hostile until the opposite is proven: the templates
 * escape by context, {@code PageText} takes out what no page can hold, data for scripts is JSON
 * without a letter that HTML knows, and the page's own policy lets no other script run and nothing
 * be fetched.
 */
@NullMarked
package org.braintrustbeam.pipelines.report;

import org.jspecify.annotations.NullMarked;
