package io.github.versionedschema.autoconfigure.transition;

import java.util.concurrent.CompletableFuture;

import io.github.versionedschema.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Transition that was submitted to the leader's thread.
 *
 * @param outcome future outcome
 * @param changing completed when the schema begins to change and the transition can no
 * longer be refused
 */
public record BegunTransition(CompletableFuture<Outcome> outcome, CompletableFuture<@Nullable Void> changing) {
}
