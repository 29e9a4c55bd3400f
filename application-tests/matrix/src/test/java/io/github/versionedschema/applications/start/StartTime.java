package io.github.versionedschema.applications.start;

/**
 * What a start took.
 *
 * @param elapsed milliseconds
 * @param processor milliseconds of processor time, which other load disturbs less
 */
record StartTime(long elapsed, long processor) {
}
