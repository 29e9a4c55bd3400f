package io.github.versionedschema.autoconfigure.actuate;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import io.github.versionedschema.Outcome;
import io.github.versionedschema.SchemaStatus.MigrationPhase;
import io.github.versionedschema.SchemaStatus.SessionStatus;
import io.github.versionedschema.SchemaStatus.VersionState;
import io.github.versionedschema.SchemaStatus.VersionStatus;
import io.github.versionedschema.SchemaStatus;
import io.github.versionedschema.Verification;
import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.autoconfigure.actuate.ActionResult.Result;
import io.github.versionedschema.autoconfigure.progress.VerificationText;
import io.github.versionedschema.autoconfigure.transition.BegunTransition;
import io.github.versionedschema.autoconfigure.transition.SchemaLeader;
import io.github.versionedschema.autoconfigure.transition.Transition;
import io.github.versionedschema.failure.RefusedException.Reason;
import io.github.versionedschema.failure.Secrets;
import io.github.versionedschema.failure.kind.SchemaFailure;
import io.github.versionedschema.session.ClientGroup;

/**
 * Runs the actions of the endpoint. A transition runs on the leader's thread; the caller
 * waits only until it can no longer be refused.
 */
final class SchemaActions {

	/** Limit for verification queries, after which the caller gets an answer. */
	private static final int LONGEST_WAIT_SECONDS = 20;

	private final VersionedSchema schema;

	private final SchemaLeader leader;

	private final RecentStatus status;

	SchemaActions(VersionedSchema schema, SchemaLeader leader, RecentStatus status) {
		this.schema = schema;
		this.leader = leader;
		this.status = status;
	}

	ActionResult pause() {
		this.schema.pause();
		return ActionResult.of("pause", Result.DONE, "The backfill pauses at its next batch, until it is resumed.");
	}

	ActionResult resume() {
		this.schema.resume();
		return ActionResult.of("resume", Result.DONE, "The backfill continues.");
	}

	ActionResult verify() {
		List<Verification> verifications = this.schema.verify();
		return new ActionResult("verify", Result.DONE, VerificationText.line(verifications), null, verifications);
	}

	ActionResult skip(String step) {
		Outcome outcome = this.schema.skip(step);
		return ActionResult.of("skip", outcome.changed() ? Result.DONE : Result.NOTHING, outcome.message());
	}

	ActionResult run(Transition transition, boolean force) {
		String action = transition.toString();
		BegunTransition begun = this.leader.begin(transition, force);
		if (begun == null) {
			return new ActionResult(action, Result.REFUSED,
					"Another transition is running on this instance. Nothing was changed. Try again when it is done.",
					Reason.ANOTHER_LEADER, List.of());
		}
		try {
			CompletableFuture.anyOf(begun.outcome(), begun.changing()).get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
			return begun.changing().isDone() ? accepted(action) : ended(action, begun.outcome().get());
		}
		catch (TimeoutException ex) {
			return accepted(action);
		}
		catch (ExecutionException ex) {
			return failed(action, Objects.requireNonNullElse(ex.getCause(), ex));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return accepted(action);
		}
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
	 * Returns what a transition would do, as far as the current state shows.
	 */
	ActionResult dryRun(Transition transition) {
		SchemaStatus status = this.status.get();
		String action = transition.toString();
		if (!isPossible(transition, status.phase())) {
			return isPointless(transition, status.phase()) ? ActionResult.of(action, Result.NOTHING, status.next())
					: new ActionResult(action, Result.REFUSED, status.next(), Reason.WRONG_PHASE, List.of());
		}
		List<VersionStatus> live = status.versions()
			.stream()
			.filter((version) -> version.state() == VersionState.LIVE || version.state() == VersionState.KEPT)
			.toList();
		VersionStatus newest = live.get(live.size() - 1);
		List<VersionStatus> leaving = (transition != Transition.ABORT) ? live.subList(0, live.size() - 1)
				: List.of(newest);
		List<SessionStatus> inTheWay = new ArrayList<>();
		leaving.forEach((version) -> inTheWay.addAll(version.sessions()));
		if (!inTheWay.isEmpty()) {
			return new ActionResult(action, Result.REFUSED,
					"Sessions use a version that would be removed: %s.%s".formatted(leaving.stream()
						.flatMap((version) -> version.groups().stream())
						.map(ClientGroup::toString)
						.collect(Collectors.joining("; ")), unattached(inTheWay)),
					Reason.SESSIONS_ATTACHED, inTheWay);
		}
		return ActionResult.of(action, Result.WOULD_RUN, "No session uses a version that would be removed.");
	}

	private static boolean isPossible(Transition transition, MigrationPhase phase) {
		return switch (phase) {
			case EXPANDED -> transition != Transition.CONTRACT;
			case KEPT -> transition == Transition.COMPLETE || transition == Transition.CONTRACT;
			default -> false;
		};
	}

	private static boolean isPointless(Transition transition, MigrationPhase phase) {
		return switch (phase) {
			case STEADY, UNTOUCHED -> true;
			case KEPT -> transition == Transition.RETIRE;
			default -> false;
		};
	}

	private static String unattached(List<SessionStatus> sessions) {
		long count = sessions.stream().filter((session) -> !session.attached()).count();
		return (count > 0)
				? " %d of them are attached to no version, and count as users of the oldest live one.".formatted(count)
				: "";
	}

}
