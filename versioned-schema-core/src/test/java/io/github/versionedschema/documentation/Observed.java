package io.github.versionedschema.documentation;

import java.util.List;

/**
 * What was observed when an example was executed.
 *
 * @param messages what the command {@code plan} says
 * @param steps the table of its steps, or an empty text if it is refused
 * @param transcripts its transcripts with their results
 */
record Observed(String messages, String steps, List<Transcript> transcripts) {
}
