package io.github.versionedschema.autoconfigure.actuate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import io.github.versionedschema.autoconfigure.transition.ApplicationVersion;
import io.github.versionedschema.autoconfigure.transition.VersionCheck;
import io.github.versionedschema.failure.kind.SchemaFailure;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Reports UP while this instance can use its version of each schema. It checks this
 * instance, not the database: an unreachable database must not take all instances out of
 * rotation through this indicator too.
 * <p>
 * The details can be shown to anybody: they contain names of versions and schemas, and no
 * text of failures, which may contain SQL, roles, hosts or values. The log and the
 * endpoint show that text.
 */
public final class SchemaVersionHealthIndicator extends AbstractHealthIndicator {

	private final Supplier<Map<String, VersionCheck>> checks;

	/**
	 * Creates the indicator.
	 * @param checks the check of the application's version of each schema, by the
	 * schema's name; checks run in the background
	 */
	public SchemaVersionHealthIndicator(Supplier<Map<String, VersionCheck>> checks) {
		super("The state of the schema's version could not be determined");
		this.checks = checks;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		Map<String, VersionCheck> checks = this.checks.get();
		// The results are for the next probe: this one waits for no database.
		checks.values().forEach(VersionCheck::refresh);
		builder.status(checks.values().stream().map(VersionCheck::version).allMatch(ApplicationVersion::isUsable)
				? Status.UP : Status.OUT_OF_SERVICE);
		if (checks.size() == 1) {
			checks.values().forEach((check) -> details(check.version()).forEach(builder::withDetail));
		}
		else {
			checks.forEach((name, check) -> builder.withDetail(name, details(check.version())));
		}
	}

	private static Map<String, Object> details(ApplicationVersion version) {
		Map<String, Object> details = new LinkedHashMap<>();
		String fenced = version.fenceReason();
		String closed = version.closeReason();
		Throwable failure = version.failure();
		if (version.isUsable()) {
			details.put("state", "usable");
		}
		else if (fenced != null) {
			details.put("state", "fenced");
			details.put("reason", fenced);
		}
		else if (closed != null) {
			details.put("state", "closed");
			details.put("reason", closed);
		}
		else if (failure != null) {
			details.put("state", "failed");
			details.put("failure", type(failure));
		}
		else {
			details.put("state", "waiting");
		}
		details.put("baseSchema", version.baseSchema());
		details.put("version", version.name());
		return details;
	}

	private static String type(Throwable failure) {
		SchemaFailure known = SchemaFailure.find(failure);
		return (known != null) ? known.type() : failure.getClass().getSimpleName();
	}

}
