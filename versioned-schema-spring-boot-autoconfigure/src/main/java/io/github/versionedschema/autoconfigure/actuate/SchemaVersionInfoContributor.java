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

	private final ShownSchemas schemas;

	/**
	 * Creates the contributor.
	 * @param schemas the schemas
	 */
	SchemaVersionInfoContributor(ShownSchemas schemas) {
		this.schemas = schemas;
	}

	@Override
	public void contribute(Info.Builder builder) {
		Map<String, Object> details = new LinkedHashMap<>();
		if (this.schemas.isSingle()) {
			details.putAll(details(this.schemas.all().get(0)));
		}
		else {
			Map<String, Object> each = new LinkedHashMap<>();
			this.schemas.all().forEach((schema) -> each.put(schema.name(), details(schema)));
			details.put("schemas", each);
		}
		String library = VersionedSchema.class.getPackage().getImplementationVersion();
		if (library != null) {
			details.put("library", library);
		}
		builder.withDetail("versionedSchema", details);
	}

	private static Map<String, Object> details(ShownSchema schema) {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("baseSchema", schema.schema().engine().baseSchema());
		details.put("version", schema.schema().engine().applicationVersion());
		SchemaStatus current = schema.status().recent();
		if (current != null) {
			current.versions()
				.stream()
				.filter((version) -> version.state() == VersionState.LIVE)
				.reduce((older, newer) -> newer)
				.map(VersionStatus::name)
				.ifPresent(
						(name) -> details.put("newestLive", name.isEmpty() ? VersionedSchema.INITIAL_VERSION : name));
		}
		return details;
	}

}
