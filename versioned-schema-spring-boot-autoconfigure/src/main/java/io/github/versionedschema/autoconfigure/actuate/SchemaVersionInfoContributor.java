package io.github.versionedschema.autoconfigure.actuate;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.versionedschema.SchemaStatus.VersionState;
import io.github.versionedschema.SchemaStatus.VersionStatus;
import io.github.versionedschema.SchemaStatus;
import io.github.versionedschema.VersionedSchema;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;

/**
 * Contributes the application's version, the newest live version and the version of this
 * library to the {@code info} endpoint.
 */
public final class SchemaVersionInfoContributor implements InfoContributor {

	private final VersionedSchema schema;

	private final RecentStatus status;

	/**
	 * Creates the contributor.
	 * @param schema the schema
	 * @param status source of the live versions
	 */
	public SchemaVersionInfoContributor(VersionedSchema schema, RecentStatus status) {
		this.schema = schema;
		this.status = status;
	}

	@Override
	public void contribute(Info.Builder builder) {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("baseSchema", this.schema.baseSchema());
		details.put("version", this.schema.applicationVersion());
		SchemaStatus current = this.status.recent();
		if (current != null) {
			current.versions()
				.stream()
				.filter((version) -> version.state() == VersionState.LIVE)
				.reduce((older, newer) -> newer)
				.map(VersionStatus::name)
				.ifPresent(
						(name) -> details.put("newestLive", name.isEmpty() ? VersionedSchema.INITIAL_VERSION : name));
		}
		String library = VersionedSchema.class.getPackage().getImplementationVersion();
		if (library != null) {
			details.put("library", library);
		}
		builder.withDetail("versionedSchema", details);
	}

}
