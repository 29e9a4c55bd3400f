package io.github.versionedschema.applications.start;

/**
 * Duration of a start.
 *
 * @param elapsed milliseconds
 * @param processor milliseconds of CPU time, which depends less on other load
 */
record StartTime(long elapsed, long processor) {
}
