package io.github.versionedschema.autoconfigure.actuate;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.github.versionedschema.SchemaStatus;
import org.jspecify.annotations.Nullable;

/**
 * Response of the endpoint: the status, and whether actions are allowed.
 *
 * @param status of the schema, unwrapped into the response
 * @param writesAllowed whether actions are allowed, and not answered with 404
 * @param toAllowWrites which properties allow them, or null if they are allowed
 * @param actions what the state of the schema suggests, none where actions are not
 * allowed
 */
public record SchemaVersions(@JsonUnwrapped SchemaStatus status, boolean writesAllowed,
		@JsonInclude(Include.NON_NULL) @Nullable String toAllowWrites,
		List<AvailableAction> actions) implements SchemaVersionsAnswer {

	private static final String ADVICE = """
			Set management.endpoint.schema-versions.access=unrestricted (management.endpoints.access.max-permitted must not be \
			lower), and let only operators call it. Until then every POST is answered with 404 or 405.""";

	static SchemaVersions writable(SchemaStatus status, List<AvailableAction> actions) {
		return new SchemaVersions(status, true, null, actions);
	}

	static SchemaVersions readOnly(SchemaStatus status) {
		return new SchemaVersions(status, false, ADVICE, List.of());
	}

}
