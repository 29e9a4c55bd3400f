package io.github.versionedschema.autoconfigure.actuate;

import io.github.versionedschema.autoconfigure.transition.ApplicationVersion;
import io.github.versionedschema.autoconfigure.transition.VersionCheck;
import io.github.versionedschema.failure.kind.SchemaFailure;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Reports UP while this instance can use its version. It checks this instance, not the
 * database: an unreachable database must not take all instances out of rotation through
 * this indicator too.
 * <p>
 * The details can be shown to anybody: they contain names of versions and schemas, and no
 * text of failures, which may contain SQL, roles, hosts or values. The log and the
 * endpoint show that text.
 */
public final class SchemaVersionHealthIndicator extends AbstractHealthIndicator {

	private final ApplicationVersion version;

	private final VersionCheck check;

	/**
	 * Creates the indicator.
	 * @param version the application's version
	 * @param check checks in the background whether the version is still live
	 */
	public SchemaVersionHealthIndicator(ApplicationVersion version, VersionCheck check) {
		super("The state of the schema's version could not be determined");
		this.version = version;
		this.check = check;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		// Its result is for the next probe: this one waits for no database.
		this.check.refresh();
		String fenced = this.version.fenceReason();
		String closed = this.version.closeReason();
		Throwable failure = this.version.failure();
		if (this.version.isUsable()) {
			builder.up().withDetail("state", "usable");
		}
		else if (fenced != null) {
			builder.outOfService().withDetail("state", "fenced").withDetail("reason", fenced);
		}
		else if (closed != null) {
			builder.outOfService().withDetail("state", "closed").withDetail("reason", closed);
		}
		else if (failure != null) {
			builder.outOfService().withDetail("state", "failed").withDetail("failure", type(failure));
		}
		else {
			builder.outOfService().withDetail("state", "waiting");
		}
		builder.withDetail("baseSchema", this.version.baseSchema()).withDetail("version", this.version.name());
	}

	private static String type(Throwable failure) {
		SchemaFailure known = SchemaFailure.find(failure);
		return (known != null) ? known.type() : failure.getClass().getSimpleName();
	}

}
