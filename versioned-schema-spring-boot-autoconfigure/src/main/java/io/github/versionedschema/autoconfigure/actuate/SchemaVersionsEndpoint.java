package io.github.versionedschema.autoconfigure.actuate;

import java.util.function.Supplier;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.autoconfigure.actuate.ActionResult.Result;
import io.github.versionedschema.autoconfigure.transition.SchemaLeader;
import io.github.versionedschema.autoconfigure.transition.Transition;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
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

	private final Transition completing;

	private final SchemaActions actions;

	/**
	 * Creates the endpoint.
	 * @param schema the engine
	 * @param leader runs transitions
	 * @param status the cached status
	 * @param writesAllowed whether actions are allowed
	 * @param keep whether complete keeps the retired version
	 */
	public SchemaVersionsEndpoint(VersionedSchema schema, SchemaLeader leader, RecentStatus status,
			boolean writesAllowed, boolean keep) {
		this.status = status;
		this.completing = keep ? Transition.RETIRE : Transition.COMPLETE;
		this.writesAllowed = writesAllowed;
		this.actions = new SchemaActions(schema, leader, status);
	}

	/**
	 * Returns live versions and their sessions, the running transition and its progress,
	 * and the available actions.
	 */
	@ReadOperation
	public SchemaVersions schemaVersions() {
		return SchemaVersions.of(this.status.get(), this.writesAllowed);
	}

	/**
	 * Runs an action.
	 * @param action {@code complete}, {@code contract}, {@code revert}, {@code abort},
	 * {@code fill}, {@code pause}, {@code resume} or {@code verify}
	 */
	@WriteOperation
	public WebEndpointResponse<ActionResult> runAction(@Selector String action) {
		return respond(action, switch (action) {
			case "complete" -> () -> this.actions.run(this.completing, false);
			case "contract" -> () -> this.actions.run(Transition.CONTRACT, false);
			case "revert" -> () -> this.actions.run(Transition.REVERT, false);
			case "abort" -> () -> this.actions.run(Transition.ABORT, false);
			case "fill" -> () -> this.actions.run(Transition.FILL, false);
			case "pause" -> this.actions::pause;
			case "resume" -> this.actions::resume;
			case "verify" -> this.actions::verify;
			default -> () -> ActionResult.of(action, Result.UNKNOWN,
					"The actions are complete, contract, revert, abort, fill, pause, resume and verify.");
		});
	}

	/**
	 * Runs an action with an option.
	 * @param action {@code complete}, {@code contract} or {@code abort}; or {@code skip}
	 * @param manner {@code force} to terminate blocking sessions, {@code dry-run} to
	 * change nothing, {@code keep} so that complete can be reverted; or the step to skip
	 */
	@WriteOperation
	public WebEndpointResponse<ActionResult> runActionInManner(@Selector String action, @Selector String manner) {
		if (action.equals("skip")) {
			return respond(action, () -> this.actions.skip(manner));
		}
		return respond(action, switch (action + "/" + manner) {
			case "complete/force" -> () -> this.actions.run(this.completing, true);
			case "complete/keep" -> () -> this.actions.run(Transition.RETIRE, false);
			case "contract/force" -> () -> this.actions.run(Transition.CONTRACT, true);
			case "abort/force" -> () -> this.actions.run(Transition.ABORT, true);
			case "complete/dry-run" -> () -> this.actions.dryRun(this.completing);
			case "contract/dry-run" -> () -> this.actions.dryRun(Transition.CONTRACT);
			case "abort/dry-run" -> () -> this.actions.dryRun(Transition.ABORT);
			default -> () -> ActionResult.of(action, Result.UNKNOWN,
					"The actions complete, contract and abort can be followed by /force or /dry-run, complete also by /keep, and skip by a step.");
		});
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
			case ACCEPTED -> ACCEPTED_STATUS;
			case DONE, NOTHING, WOULD_RUN -> WebEndpointResponse.STATUS_OK;
			case REFUSED -> REFUSED_STATUS;
			case UNKNOWN -> UNKNOWN_STATUS;
			case FAILED -> WebEndpointResponse.STATUS_INTERNAL_SERVER_ERROR;
		});
	}

}
