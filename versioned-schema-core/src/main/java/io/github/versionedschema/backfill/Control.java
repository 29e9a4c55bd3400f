package io.github.versionedschema.backfill;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What the operator wishes at this moment.
 *
 * @param paused whether to pause
 * @param batchTime how long a batch should take, or null for the default
 */
record Control(boolean paused, @Nullable Duration batchTime) {
}
