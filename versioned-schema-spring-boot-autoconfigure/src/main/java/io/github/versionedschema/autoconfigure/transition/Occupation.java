package io.github.versionedschema.autoconfigure.transition;

import java.util.concurrent.CompletableFuture;

import io.github.versionedschema.event.TransitionEvent;
import io.github.versionedschema.event.TransitionEvent.AbortStarted;
import io.github.versionedschema.event.TransitionEvent.CompleteStarted;
import io.github.versionedschema.event.TransitionEvent.StepStarted;
import org.jspecify.annotations.Nullable;

/**
 * What occupies this instance.
 *
 * @param transition the transition
 * @param started completed when it can no longer be refused
 */
record Occupation(Transition transition, CompletableFuture<@Nullable Void> started) {

	static Occupation by(Transition transition) {
		return new Occupation(transition, new CompletableFuture<>());
	}

	/**
	 * Steps do not show it: complete runs some that prepare it, and undoes them if it is
	 * refused then.
	 */
	boolean isStartedBy(TransitionEvent event) {
		return event instanceof CompleteStarted || event instanceof AbortStarted
				|| (this.transition == Transition.FILL && event instanceof StepStarted);
	}

}
