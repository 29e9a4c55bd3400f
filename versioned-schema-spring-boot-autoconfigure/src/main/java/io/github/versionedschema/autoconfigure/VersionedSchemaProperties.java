package io.github.versionedschema.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.versionedschema.VersionedSchemaSettings.Lint;
import io.github.versionedschema.failure.Secrets;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;

/**
 * Configuration properties of the schema and its versions.
 *
 * @param enabled whether migrations are run and the DataSource is pinned to the
 * application's version
 * @param schema base schema, which contains the tables
 * @param version name of the last migration to use; the last one in the locations when
 * not set
 * @param locations migration folders, with the prefix "classpath:" or "file:". The
 * default folder may be missing
 * @param pin names of the DataSource beans that use the application's version; the only
 * or primary one when not set
 * @param applicationRole role that the application logs in as; the leader's role when not
 * set. Sessions of that role without a version count as users of the oldest live version
 * @param lockTimeout how long a statement of the leader may wait for its first lock; the
 * statements of other sessions queue behind it. Must be less than half of the server's
 * deadlock_timeout
 * @param lockTries attempts to acquire a lock before the transition stops and reports the
 * blocking sessions
 * @param verificationTimeout longest duration of one verification query before complete
 * retires versions; complete is refused when a query takes longer
 * @param tombstoneRetention how long the objects are kept that keep late sessions off the
 * tables of a retired version
 * @param undoFailedExpand whether an expand is undone when it fails because of the
 * migration or the data, so that a retry would fail again
 * @param showSamples whether refusals, errors and the status show values of offending
 * rows: the key and the affected columns, truncated to 60 characters
 * @param lint what happens with findings about valid migrations that are not
 * acknowledged: warn logs them, fail refuses the migrations
 * @param command operator command to run instead of the application: status, validate,
 * plan, expand, complete, revert, contract, abort, verify, fill, skip, baseline or
 * write-baseline. Read from the command line, system properties and environment variables
 * only
 * @param output format of an operator command's result: text or json. Read from the
 * command line, system properties and environment variables only
 * @param forSchema name of the schema that the operator command is for. Required if the
 * application has several; "default" names the one of versioned-schema.schema
 * @param force whether the operator commands complete, contract and abort terminate
 * blocking sessions
 * @param step id of the step that the operator command skip leaves out
 * @param rows whether the operator command validate also checks rows, in tables of any
 * size: that new values can be computed and are valid
 * @param sql whether the operator command plan also shows the SQL, as a script for review
 * @param completeImmediately whether the operator command expand also completes each
 * migration before the next
 * @param complete which versions complete retires, and how
 * @param expand when and how the application expands to its version
 * @param backfill how existing rows are backfilled
 * @param datasource how the leader connects; as the application does when not set
 * @param baseline settings of the operator commands baseline and write-baseline
 * @param dashboard the page of the endpoint
 * @param schemas further base schemas, each with its own migrations and versions, by
 * name. If there are any, the application only has a default schema where the property
 * schema, locations or pin is set
 */
@ConfigurationProperties("versioned-schema")
public record VersionedSchemaProperties(@DefaultValue("true") boolean enabled,
		@DefaultValue(DEFAULT_SCHEMA) String schema, @Nullable String version,
		@DefaultValue(DEFAULT_LOCATION) List<String> locations, @DefaultValue List<String> pin,
		@Nullable String applicationRole, @DefaultValue("250ms") Duration lockTimeout,
		@DefaultValue("20") int lockTries, @DefaultValue("10m") Duration verificationTimeout,
		@DefaultValue("7d") Duration tombstoneRetention, @DefaultValue("true") boolean undoFailedExpand,
		@DefaultValue("true") boolean showSamples, @DefaultValue("warn") Lint lint, @Nullable String command,
		@DefaultValue("text") String output, @Nullable String forSchema, @DefaultValue("false") boolean force,
		@Nullable String step, @DefaultValue("false") boolean rows, @DefaultValue("false") boolean sql,
		@DefaultValue("false") boolean completeImmediately, @DefaultValue Complete complete,
		@DefaultValue Expand expand, @DefaultValue Backfill backfill, @DefaultValue Datasource datasource,
		@DefaultValue Baseline baseline, @DefaultValue Dashboard dashboard,
		@DefaultValue Map<String, NamedSchemaProperties> schemas) {

	/** Default location of migrations. */
	static final String DEFAULT_LOCATION = "classpath:db/versioned-schema/";

	private static final String DEFAULT_SCHEMA = "public";

	/** A blank value, as deployment templates give for a missing one, is not set. */
	public VersionedSchemaProperties {
		schema = StringUtils.hasText(schema) ? schema : DEFAULT_SCHEMA;
		version = StringUtils.hasText(version) ? version : null;
		applicationRole = StringUtils.hasText(applicationRole) ? applicationRole : null;
	}

	/**
	 * Which versions complete retires, and how.
	 *
	 * @param to the oldest version that stays live after the operator command complete;
	 * the newest version when not set
	 * @param keep whether complete, as an endpoint action and as an operator command,
	 * keeps everything that the retired versions need: revert makes them live again,
	 * contract removes them
	 * @param automatically whether the application completes as soon as it has expanded,
	 * and refuses to start with a changed file of an applied migration. For development:
	 * earlier releases cannot be started again
	 */
	public record Complete(@Nullable String to, @DefaultValue("false") boolean keep,
			@DefaultValue("false") boolean automatically) {
	}

	/**
	 * When and how the application expands to its version.
	 *
	 * @param on when to expand; the first use of the DataSource triggers it earlier
	 * @param waitTimeout how long to wait for the version when this application never
	 * expands; unlimited when not set. An application that expands waits for another
	 * leader without a limit
	 * @param longestOutage how long a waiting instance tolerates an unreachable database,
	 * for example during a server restart
	 * @param pollInterval how often to check for the version when this application never
	 * expands
	 * @param progressInterval how often the progress of a transition is logged
	 * @param besideUnattachedSessions whether the first migration may change columns of
	 * tables that sessions of a release without the starter use; statements that they
	 * have prepared may then fail
	 */
	public record Expand(@DefaultValue("ready") ExpandOn on, @Nullable Duration waitTimeout,
			@DefaultValue("1m") Duration longestOutage, @DefaultValue("1s") Duration pollInterval,
			@DefaultValue("10s") Duration progressInterval, @DefaultValue("false") boolean besideUnattachedSessions) {
	}

	/** When an application expands. */
	public enum ExpandOn {

		/**
		 * When the application is otherwise ready: its port answers, and readiness is
		 * refused until the version is usable.
		 */
		READY,

		/**
		 * After the web servers start and before listeners, schedulers and runners, for
		 * applications that consume messages.
		 */
		LIFECYCLE,

		/** When all beans are created, before any port opens. */
		STARTUP,

		/**
		 * Never: another process expands, for example a job. The application waits for
		 * its version when it is otherwise ready.
		 */
		NEVER

	}

	/**
	 * How existing rows are backfilled.
	 *
	 * @param targetBatchTime target duration of one batch
	 * @param fireUserTriggers whether triggers and rules of the tables may fire for every
	 * backfilled row if the leader is not allowed to disable them
	 */
	public record Backfill(@DefaultValue("200ms") Duration targetBatchTime,
			@DefaultValue("false") boolean fireUserTriggers) {
	}

	/**
	 * How the leader connects, if not as the application does.
	 *
	 * @param url JDBC URL of the leader; the application's when not set
	 * @param username role that the leader logs in as, and that may change the schema;
	 * the application's when not set
	 * @param password password of that role; the application's when not set
	 * @param driverClassName class name of the driver; derived from the URL when not set
	 * @param properties further connection properties of the leader's driver
	 */
	public record Datasource(@Nullable String url, @Nullable String username, @Nullable String password,
			@Nullable String driverClassName, @DefaultValue Map<String, String> properties) {

		@Override
		public String toString() {
			return "Datasource[url=%s, username=%s]".formatted((this.url != null) ? Secrets.hideInUrl(this.url) : null,
					this.username);
		}

	}

	/**
	 * Settings of the operator commands {@code baseline} and {@code write-baseline}.
	 *
	 * @param version last migration that is already applied to the database
	 * @param file file that the operator command write-baseline writes; standard output
	 * when not set
	 */
	public record Baseline(@Nullable String version, @Nullable String file) {
	}

	/**
	 * The page of the endpoint.
	 *
	 * @param enabled whether the endpoint schema-versions also serves a page for
	 * browsers, at the path dashboard
	 */
	public record Dashboard(@DefaultValue("false") boolean enabled) {
	}

}
