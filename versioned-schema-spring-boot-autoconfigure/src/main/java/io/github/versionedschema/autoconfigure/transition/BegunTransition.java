package io.github.versionedschema.autoconfigure.transition;

import java.util.concurrent.CompletableFuture;

import io.github.versionedschema.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Transition that was submitted to the leader's thread.
 *
 * @param outcome future outcome
 * @param started completed when the transition can no longer be refused; never for a
 * transition that ends as soon as its checks have passed
 */
public record BegunTransition(CompletableFuture<Outcome> outcome, CompletableFuture<@Nullable Void> started) {
}
