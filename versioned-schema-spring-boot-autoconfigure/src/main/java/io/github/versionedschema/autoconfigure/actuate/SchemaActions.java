package io.github.versionedschema.autoconfigure.actuate;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import io.github.versionedschema.Outcome;
import io.github.versionedschema.TransitionPreview;
import io.github.versionedschema.Verification;
import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.autoconfigure.actuate.ActionResult.Result;
import io.github.versionedschema.autoconfigure.progress.VerificationText;
import io.github.versionedschema.autoconfigure.transition.BegunTransition;
import io.github.versionedschema.autoconfigure.transition.SchemaLeader;
import io.github.versionedschema.autoconfigure.transition.Transition;
import io.github.versionedschema.autoconfigure.transition.TransitionRequest;
import io.github.versionedschema.failure.RefusedException.Reason;
import io.github.versionedschema.failure.Secrets;
import io.github.versionedschema.failure.kind.SchemaFailure;

/**
 * Runs the actions of the endpoint. A transition runs on the leader's thread; the caller
 * waits only until it can no longer be refused.
 */
final class SchemaActions {

	/** Limit for checks, after which the caller gets an answer. */
	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final VersionedSchema schema;

	private final SchemaLeader leader;

	private final Duration patience;

	SchemaActions(VersionedSchema schema, SchemaLeader leader) {
		this(schema, leader, PATIENCE);
	}

	/**
	 * Creates actions that answer within the given time.
	 */
	SchemaActions(VersionedSchema schema, SchemaLeader leader, Duration patience) {
		this.schema = schema;
		this.leader = leader;
		this.patience = patience;
	}

	ActionResult pause() {
		return ended("pause", this.schema.pause());
	}

	ActionResult resume() {
		return ended("resume", this.schema.resume());
	}

	ActionResult verify() {
		List<Verification> verifications = this.schema.verify();
		return new ActionResult("verify", Result.DONE, VerificationText.line(verifications), null, verifications);
	}

	ActionResult skip(String step) {
		return ended("skip", this.schema.skip(step));
	}

	ActionResult run(TransitionRequest request) {
		String action = request.transition().toString();
		BegunTransition begun = this.leader.begin(request);
		if (begun == null) {
			return occupied(action);
		}
		CompletableFuture<ActionResult> started = begun.started().thenApply((nothing) -> accepted(action));
		CompletableFuture<ActionResult> end = begun.outcome()
			.handle((outcome, failure) -> (failure != null) ? failed(action, failure) : ended(action, outcome));
		try {
			return end.applyToEither(started, Function.identity()).get(this.patience.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			return checking(action);
		}
		catch (ExecutionException ex) {
			return failed(action, Objects.requireNonNullElse(ex.getCause(), ex));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return checking(action);
		}
	}

	private static ActionResult checking(String action) {
		return ActionResult.of(action, Result.CHECKING,
				"The checks take long and may still refuse it. GET this endpoint: lastAction shows the result.");
	}

	private static ActionResult ended(String action, Outcome outcome) {
		return ActionResult.of(action, outcome.changed() ? Result.DONE : Result.NOTHING, outcome.message());
	}

	private static ActionResult accepted(String action) {
		return ActionResult.of(action, Result.ACCEPTED, "Started. GET this endpoint to see the progress.");
	}

	static ActionResult failed(String action, Throwable failure) {
		SchemaFailure known = SchemaFailure.find(failure);
		if (known == null) {
			return ActionResult.of(action, Result.FAILED, Secrets.hide(String.valueOf(failure.getMessage())));
		}
		String message = String.valueOf(known.getMessage());
		return switch (known.kind()) {
			case REFUSED -> new ActionResult(action, Result.REFUSED, message, known.reason(), known.details());
			case INVALID, UNSUITABLE, BLOCKED, FAILED, UNREACHABLE, STOPPED ->
				new ActionResult(action, Result.FAILED, Secrets.hide(message), known.reason(), known.details());
		};
	}

	/**
	 * Returns what a transition would do, with the checks of the transition.
	 */
	ActionResult dryRun(TransitionRequest request) {
		String action = request.transition().toString();
		if (this.leader.isOccupied()) {
			return occupied(action);
		}
		Outcome outcome = preview(request, this.schema.preview());
		return ActionResult.of(action, outcome.changed() ? Result.WOULD_RUN : Result.NOTHING, outcome.message());
	}

	private static Outcome preview(TransitionRequest request, TransitionPreview preview) {
		return switch (request.transition()) {
			case COMPLETE -> preview.complete(request.version(), request.force());
			case RETIRE -> preview.retire(request.version(), request.force());
			case CONTRACT -> preview.contract(request.force());
			case ABORT -> preview.abort(request.force());
			case REVERT -> preview.revert();
			case EXPAND, FILL -> throw new IllegalArgumentException("There is no dry run of " + request.transition());
		};
	}

	private ActionResult occupied(String action) {
		Transition occupant = this.leader.occupant();
		String state = (occupant == Transition.EXPAND)
				? "This instance does not have its version yet: it expands, or waits for another instance."
				: "This instance runs %s.".formatted((occupant != null) ? occupant : "another transition");
		return new ActionResult(action, Result.REFUSED,
				state + " Nothing was changed. Try again when it is done; GET this endpoint shows the progress.",
				Reason.ANOTHER_LEADER, List.of());
	}

}
