package io.github.versionedschema.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.versionedschema.autoconfigure.VersionedSchemaProperties.Backfill;
import io.github.versionedschema.autoconfigure.VersionedSchemaProperties.Datasource;
import io.github.versionedschema.autoconfigure.VersionedSchemaProperties.Expand;
import io.github.versionedschema.autoconfigure.VersionedSchemaProperties.ExpandOn;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;

/**
 * Properties of one named schema. Those that are not set have the values of
 * {@code versioned-schema.*}, except for the ones that say which schema it is.
 *
 * @param schema base schema; the name when not set
 * @param version name of the last migration to use; the last one in the locations when
 * not set
 * @param locations migration folders; {@code classpath:db/versioned-schema/<name>/} when
 * not set, which may be missing
 * @param pin names of the DataSource beans that use this schema; the only or primary one
 * when not set
 * @param applicationRole role that the application logs in as
 * @param lockTimeout how long a statement of the leader may wait for its first lock
 * @param lockTries attempts to acquire a lock
 * @param expand when and how the application expands
 * @param backfill how existing rows are backfilled
 * @param datasource how the leader connects. The URL is never taken from
 * {@code versioned-schema.datasource}, and the password only together with the user name
 */
public record NamedSchemaProperties(@Nullable String schema, @Nullable String version,
		@DefaultValue List<String> locations, @DefaultValue List<String> pin, @Nullable String applicationRole,
		@Nullable Duration lockTimeout, @Nullable Integer lockTries, @DefaultValue NamedExpand expand,
		@DefaultValue NamedBackfill backfill, @DefaultValue Datasource datasource) {

	/** A blank value, as deployment templates give for a missing one, is not set. */
	public NamedSchemaProperties {
		schema = StringUtils.hasText(schema) ? schema : null;
		version = StringUtils.hasText(version) ? version : null;
		applicationRole = StringUtils.hasText(applicationRole) ? applicationRole : null;
	}

	/**
	 * Returns the properties of an application that has this schema only.
	 * @param name the name
	 * @param common the properties of the application
	 */
	VersionedSchemaProperties in(String name, VersionedSchemaProperties common) {
		return new VersionedSchemaProperties(common.enabled(), orElse(this.schema, name), this.version,
				this.locations.isEmpty() ? List.of(defaultLocation(name)) : this.locations, this.pin,
				(this.applicationRole != null) ? this.applicationRole : common.applicationRole(),
				orElse(this.lockTimeout, common.lockTimeout()), orElse(this.lockTries, common.lockTries()),
				common.verificationTimeout(), common.tombstoneRetention(), common.undoFailedExpand(),
				common.showSamples(), common.lint(), common.command(), common.output(), common.forSchema(),
				common.force(), common.step(), common.rows(), common.sql(), common.completeImmediately(),
				common.complete(), this.expand.in(common.expand()), this.backfill.in(common.backfill()),
				leader(common.datasource()), common.baseline(), common.dashboard(), Map.of());
	}

	/** Returns the folder of a schema that names none. */
	static String defaultLocation(String name) {
		return VersionedSchemaProperties.DEFAULT_LOCATION + name + "/";
	}

	/** Another URL may lead to another database. */
	private Datasource leader(Datasource common) {
		Datasource own = this.datasource;
		boolean ownUser = StringUtils.hasText(own.username());
		return new Datasource(own.url(), ownUser ? own.username() : common.username(),
				(ownUser || own.password() != null) ? own.password() : common.password(),
				(own.driverClassName() != null) ? own.driverClassName() : common.driverClassName(),
				own.properties().isEmpty() ? common.properties() : own.properties());
	}

	private static <T> T orElse(@Nullable T own, T common) {
		return Objects.requireNonNullElse(own, common);
	}

	/**
	 * When and how the application expands a named schema.
	 *
	 * @param on when to expand
	 * @param waitTimeout how long to wait for the version when this application never
	 * expands
	 */
	public record NamedExpand(@Nullable ExpandOn on, @Nullable Duration waitTimeout) {

		private Expand in(Expand common) {
			return new Expand(orElse(this.on, common.on()),
					(this.waitTimeout != null) ? this.waitTimeout : common.waitTimeout(), common.longestOutage(),
					common.pollInterval(), common.progressInterval(), common.besideUnattachedSessions());
		}

	}

	/**
	 * How existing rows of a named schema are backfilled.
	 *
	 * @param targetBatchTime target duration of one batch
	 * @param fireUserTriggers whether triggers and rules of the tables may fire for every
	 * backfilled row
	 */
	public record NamedBackfill(@Nullable Duration targetBatchTime, @Nullable Boolean fireUserTriggers) {

		private Backfill in(Backfill common) {
			return new Backfill(orElse(this.targetBatchTime, common.targetBatchTime()),
					orElse(this.fireUserTriggers, common.fireUserTriggers()));
		}

	}

}
