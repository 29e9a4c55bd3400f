package io.github.versionedschema.backfill;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The operator's current settings.
 *
 * @param paused whether to pause
 * @param batchTime target duration of a batch, or null for the default
 */
record Control(boolean paused, @Nullable Duration batchTime) {
}
