package io.github.versionedschema.autoconfigure.actuate;

import java.util.List;
import java.util.function.Supplier;

import io.github.versionedschema.SchemaStatus;
import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.autoconfigure.actuate.ActionResult.Result;
import io.github.versionedschema.autoconfigure.transition.SchemaLeader;
import io.github.versionedschema.autoconfigure.transition.Transition;
import io.github.versionedschema.autoconfigure.transition.TransitionRequest;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.Selector.Match;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * Shows the schema's versions and lets operators complete or abort. All arguments are in
 * the path, so that a POST needs no body.
 */
@Endpoint(id = "schemaversions", defaultAccess = Access.READ_ONLY)
public final class SchemaVersionsEndpoint {

	private static final int UNKNOWN_STATUS = 404;

	private static final int REFUSED_STATUS = 409;

	private static final int ACCEPTED_STATUS = 202;

	private final RecentStatus status;

	private final boolean writesAllowed;

	private final boolean keep;

	private final SchemaActions actions;

	/**
	 * Creates the endpoint.
	 * @param schema the engine
	 * @param leader runs transitions
	 * @param status the cached status
	 * @param writesAllowed whether actions are allowed
	 * @param keep whether complete keeps the retired versions
	 */
	public SchemaVersionsEndpoint(VersionedSchema schema, SchemaLeader leader, RecentStatus status,
			boolean writesAllowed, boolean keep) {
		this.status = status;
		this.keep = keep;
		this.writesAllowed = writesAllowed;
		this.actions = new SchemaActions(schema, leader);
	}

	/** Returns whether actions are allowed. */
	public boolean writesAllowed() {
		return this.writesAllowed;
	}

	/**
	 * Returns live versions and their sessions, the running transition and its progress,
	 * and the available actions.
	 */
	@ReadOperation
	public SchemaVersions schemaVersions() {
		SchemaStatus status = this.status.get();
		return this.writesAllowed ? SchemaVersions.writable(status, AvailableActions.of(status, this.keep))
				: SchemaVersions.readOnly(status);
	}

	/**
	 * Runs an action.
	 * @param action {@code complete}, {@code contract}, {@code revert}, {@code abort},
	 * {@code fill}, {@code pause}, {@code resume} or {@code verify}
	 */
	@WriteOperation
	public WebEndpointResponse<ActionResult> runAction(@Selector String action) {
		return respond(action, switch (action) {
			case "complete", "contract", "abort", "revert" -> () -> run(action, ActionOptions.NONE);
			case "fill" -> () -> this.actions.run(new TransitionRequest(Transition.FILL, null, false));
			case "pause" -> this.actions::pause;
			case "resume" -> this.actions::resume;
			case "verify" -> this.actions::verify;
			default -> () -> ActionResult.of(action, Result.UNKNOWN,
					"The actions are complete, contract, revert, abort, fill, pause, resume, verify, and skip followed by a step.");
		});
	}

	/**
	 * Runs an action with options.
	 * @param action {@code complete}, {@code contract}, {@code abort} or {@code revert};
	 * or {@code skip}
	 * @param options {@code dry-run} to change nothing; except for revert {@code force}
	 * to terminate blocking sessions; for complete also {@code keep} so that it can be
	 * reverted, and {@code to} followed by the oldest version that stays live; or the
	 * step to skip
	 */
	@WriteOperation
	public WebEndpointResponse<ActionResult> runActionWithOptions(@Selector String action,
			@Selector(match = Match.ALL_REMAINING) String[] options) {
		if (action.equals("skip") && options.length == 1) {
			return respond(action, () -> this.actions.skip(options[0]));
		}
		ActionOptions parsed = ActionOptions.of(List.of(options));
		boolean known = parsed != null && switch (action) {
			case "complete" -> true;
			case "contract", "abort" -> parsed.to() == null && !parsed.keep();
			case "revert" -> parsed.to() == null && !parsed.keep() && !parsed.force();
			default -> false;
		};
		return respond(action, (parsed != null && known) ? () -> run(action, parsed) : () -> ActionResult.of(action,
				Result.UNKNOWN,
				"The actions complete, contract and abort can be followed by /force and /dry-run, complete also by /keep and /to/<version>, revert by /dry-run, and skip by a step."));
	}

	private ActionResult run(String action, ActionOptions options) {
		Transition transition = switch (action) {
			case "contract" -> Transition.CONTRACT;
			case "abort" -> Transition.ABORT;
			case "revert" -> Transition.REVERT;
			default -> (this.keep || options.keep()) ? Transition.RETIRE : Transition.COMPLETE;
		};
		TransitionRequest request = new TransitionRequest(transition, options.to(), options.force());
		return options.dryRun() ? this.actions.dryRun(request) : this.actions.run(request);
	}

	private WebEndpointResponse<ActionResult> respond(String action, Supplier<ActionResult> work) {
		ActionResult result;
		// An action needs the current status, and later callers must see its effect.
		this.status.forget();
		try {
			result = work.get();
		}
		catch (RuntimeException ex) {
			result = SchemaActions.failed(action, ex);
		}
		finally {
			this.status.forget();
		}
		return new WebEndpointResponse<>(result, switch (result.result()) {
			case CHECKING, ACCEPTED -> ACCEPTED_STATUS;
			case DONE, NOTHING, WOULD_RUN -> WebEndpointResponse.STATUS_OK;
			case REFUSED -> REFUSED_STATUS;
			case UNKNOWN -> UNKNOWN_STATUS;
			case FAILED -> WebEndpointResponse.STATUS_INTERNAL_SERVER_ERROR;
		});
	}

}
