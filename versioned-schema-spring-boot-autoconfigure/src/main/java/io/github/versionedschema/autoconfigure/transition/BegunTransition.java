package io.github.versionedschema.autoconfigure.transition;

import java.util.concurrent.CompletableFuture;

import io.github.versionedschema.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * A transition that was handed to the leader's thread.
 *
 * @param outcome what will come of it
 * @param changing completed when the schema begins to change: nothing can refuse the
 * transition any more
 */
public record BegunTransition(CompletableFuture<Outcome> outcome, CompletableFuture<@Nullable Void> changing) {
}
