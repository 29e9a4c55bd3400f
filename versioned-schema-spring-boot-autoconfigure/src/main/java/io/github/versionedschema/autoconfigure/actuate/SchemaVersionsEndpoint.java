package io.github.versionedschema.autoconfigure.actuate;

import java.util.List;
import java.util.function.Function;

import io.github.versionedschema.SchemaStatus;
import io.github.versionedschema.autoconfigure.actuate.ActionResult.Result;
import io.github.versionedschema.autoconfigure.transition.Transition;
import io.github.versionedschema.autoconfigure.transition.TransitionRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.Selector.Match;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * Shows the versions of each schema and lets operators complete or abort. All arguments
 * of actions are in the path, so that a POST needs no body.
 */
@Endpoint(id = "schemaversions", defaultAccess = Access.READ_ONLY)
public final class SchemaVersionsEndpoint {

	private static final int UNKNOWN_STATUS = 404;

	private static final int REFUSED_STATUS = 409;

	private static final int ACCEPTED_STATUS = 202;

	private final ShownSchemas schemas;

	private final boolean writesAllowed;

	/**
	 * Creates the endpoint.
	 * @param schemas the schemas
	 * @param writesAllowed whether actions are allowed
	 */
	SchemaVersionsEndpoint(ShownSchemas schemas, boolean writesAllowed) {
		this.schemas = schemas;
		this.writesAllowed = writesAllowed;
	}

	/** Returns whether actions are allowed. */
	public boolean writesAllowed() {
		return this.writesAllowed;
	}

	/**
	 * Returns live versions and their sessions, the running transition and its progress,
	 * and the available actions.
	 * @param schema name of the schema, or null for all
	 * @return the only or named schema, or all of several; null if there is no such
	 * schema
	 */
	@ReadOperation
	public @Nullable SchemaVersionsAnswer schemaVersions(@Nullable String schema) {
		if (schema == null && !this.schemas.isSingle()) {
			return SeveralSchemaVersions.of(this.schemas, this::versions);
		}
		ShownSchema shown = this.schemas.find(schema);
		return (shown != null) ? versions(shown) : null;
	}

	private SchemaVersions versions(ShownSchema schema) {
		SchemaStatus status = schema.status().get();
		if (!this.writesAllowed) {
			return SchemaVersions.readOnly(status);
		}
		List<AvailableAction> actions = AvailableActions.of(status, schema.keep());
		return SchemaVersions.writable(status, this.schemas.isSingle() ? actions
				: actions.stream().map((action) -> action.in(schema.name())).toList());
	}

	/**
	 * Runs an action.
	 * @param action {@code complete}, {@code contract}, {@code revert}, {@code abort},
	 * {@code fill}, {@code pause}, {@code resume} or {@code verify}
	 */
	@WriteOperation
	public WebEndpointResponse<ActionResult> runAction(@Selector String action) {
		return respond(action, ActionOptions.NONE);
	}

	/**
	 * Runs an action with options.
	 * @param action an action, or {@code skip}
	 * @param options {@code dry-run} to change nothing; except for revert {@code force}
	 * to terminate blocking sessions; for complete also {@code keep} so that it can be
	 * reverted, and {@code to} followed by the oldest version that stays live; for skip
	 * first the step to skip. In an application with several schemas {@code schema}
	 * followed by the schema's name
	 */
	@WriteOperation
	public WebEndpointResponse<ActionResult> runActionWithOptions(@Selector String action,
			@Selector(match = Match.ALL_REMAINING) String[] options) {
		List<String> words = List.of(options);
		if (action.equals("skip")) {
			ActionOptions parsed = ActionOptions.of(words.subList(1, words.size()));
			return (parsed != null && parsed.fit(action))
					? respond(action, parsed, (schema) -> schema.actions().skip(words.get(0)))
					: response(unknownOptions(action));
		}
		ActionOptions parsed = ActionOptions.of(words);
		return (parsed != null && parsed.fit(action)) ? respond(action, parsed) : response(unknownOptions(action));
	}

	private static ActionResult unknownOptions(String action) {
		return ActionResult.of(action, Result.UNKNOWN,
				"The actions complete, contract and abort can be followed by /force and /dry-run, complete also by /keep and /to/<version>, revert by /dry-run, skip by a step, and all of them by /schema/<name>.");
	}

	private WebEndpointResponse<ActionResult> respond(String action, ActionOptions options) {
		return respond(action, options, (schema) -> switch (action) {
			case "complete", "contract", "abort", "revert" -> run(schema, action, options);
			case "fill" -> schema.actions().run(new TransitionRequest(Transition.FILL, null, false));
			case "pause" -> schema.actions().pause();
			case "resume" -> schema.actions().resume();
			case "verify" -> schema.actions().verify();
			default -> ActionResult.of(action, Result.UNKNOWN,
					"The actions are complete, contract, revert, abort, fill, pause, resume, verify, and skip followed by a step.");
		});
	}

	private static ActionResult run(ShownSchema schema, String action, ActionOptions options) {
		Transition transition = switch (action) {
			case "contract" -> Transition.CONTRACT;
			case "abort" -> Transition.ABORT;
			case "revert" -> Transition.REVERT;
			default -> (schema.keep() || options.keep()) ? Transition.RETIRE : Transition.COMPLETE;
		};
		TransitionRequest request = new TransitionRequest(transition, options.to(), options.force());
		return options.dryRun() ? schema.actions().dryRun(request) : schema.actions().run(request);
	}

	private WebEndpointResponse<ActionResult> respond(String action, ActionOptions options,
			Function<ShownSchema, ActionResult> work) {
		ShownSchema shown = this.schemas.find(options.schema());
		return response((shown != null) ? result(action, shown, work) : unknown(action, options.schema()));
	}

	private static ActionResult result(String action, ShownSchema schema, Function<ShownSchema, ActionResult> work) {
		// An action needs the current status, and later callers must see its effect.
		schema.status().forget();
		try {
			return work.apply(schema);
		}
		catch (RuntimeException ex) {
			return SchemaActions.failed(action, ex);
		}
		finally {
			schema.status().forget();
		}
	}

	private ActionResult unknown(String action, @Nullable String schema) {
		String problem = (schema == null) ? "This application has several schemas." : "There is no such schema.";
		return ActionResult.of(action, Result.UNKNOWN, problem
				+ " Nothing was changed. Append /schema/ and one of these names: " + this.schemas.names() + ".");
	}

	private static WebEndpointResponse<ActionResult> response(ActionResult result) {
		return new WebEndpointResponse<>(result, switch (result.result()) {
			case CHECKING, ACCEPTED -> ACCEPTED_STATUS;
			case DONE, NOTHING, WOULD_RUN -> WebEndpointResponse.STATUS_OK;
			case REFUSED -> REFUSED_STATUS;
			case UNKNOWN -> UNKNOWN_STATUS;
			case FAILED -> WebEndpointResponse.STATUS_INTERNAL_SERVER_ERROR;
		});
	}

}
