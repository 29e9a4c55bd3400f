package io.github.versionedschema.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.versionedschema.failure.Secrets;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an application can say about its schema and its versions.
 *
 * @param enabled whether migrations are run and the DataSource is pinned to the
 * application's version
 * @param schema base schema: where the tables are
 * @param version name of the last migration that this application takes, when that is not
 * the last one of its locations
 * @param locations folders of migrations: "classpath:" or "file:". The default one may be
 * missing
 * @param pin names of the DataSource beans that use the application's version; the only
 * or primary one when not set
 * @param applicationRole role that the application logs in as, when the leader has
 * another one. Sessions of that role that are attached to no version count as users of
 * the oldest live version
 * @param lockTimeout how long a statement of ours may wait for its first lock, and make
 * others wait behind it. Less than half of the server's deadlock_timeout
 * @param lockTries how often a lock is tried before the transition stops and names who
 * holds it
 * @param verificationTimeout most that complete spends on one question about the rows of
 * a table before it retires the old version; it refuses when that is not enough
 * @param tombstoneRetention how long what keeps stragglers off a retired version's tables
 * stays behind
 * @param undoFailedExpand whether an expand that fails because of the migration or the
 * data, and so would fail again, is undone
 * @param showSamples whether refusals, errors and the status show values of rows that are
 * in the way: the key and the columns in question, cut to 60 characters
 * @param command operator command to run instead of the application: status, validate,
 * plan, expand, complete, revert, contract, abort, verify, fill, skip or baseline. Read
 * from the command line, system properties and environment variables only
 * @param output form of an operator command's result: text or json. Read from the command
 * line, system properties and environment variables only
 * @param force whether the operator commands complete, contract and abort end the
 * sessions that are in their way
 * @param step what the operator command skip leaves out, by its id
 * @param rows whether the operator command validate looks at the rows of tables of any
 * size: whether their new values can be computed and are allowed
 * @param sql whether the operator command plan also shows its SQL, as a script to read
 * @param completeImmediately whether the operator command expand also completes,
 * migration by migration
 * @param complete what becomes of the old version
 * @param expand when the application's version is brought into being
 * @param backfill how values of existing rows are filled
 * @param datasource how the leader connects, when not as the application does
 * @param baseline what the operator command baseline records
 */
@ConfigurationProperties("versioned-schema")
public record VersionedSchemaProperties(@DefaultValue("true") boolean enabled, @DefaultValue("public") String schema,
		@Nullable String version, @DefaultValue(DEFAULT_LOCATION) List<String> locations,
		@DefaultValue List<String> pin, @Nullable String applicationRole, @DefaultValue("250ms") Duration lockTimeout,
		@DefaultValue("20") int lockTries, @DefaultValue("10m") Duration verificationTimeout,
		@DefaultValue("7d") Duration tombstoneRetention, @DefaultValue("true") boolean undoFailedExpand,
		@DefaultValue("true") boolean showSamples, @Nullable String command, @DefaultValue("text") String output,
		@DefaultValue("false") boolean force, @Nullable String step, @DefaultValue("false") boolean rows,
		@DefaultValue("false") boolean sql, @DefaultValue("false") boolean completeImmediately,
		@DefaultValue Complete complete, @DefaultValue Expand expand, @DefaultValue Backfill backfill,
		@DefaultValue Datasource datasource, @DefaultValue Baseline baseline) {

	/** Where migrations are unless the application says otherwise. */
	static final String DEFAULT_LOCATION = "classpath:db/versioned-schema/";

	/**
	 * What becomes of the old version.
	 *
	 * @param keep whether complete, as endpoint and as operator command, retires the old
	 * version and keeps everything that it needs: revert makes it live again, contract
	 * removes it
	 */
	public record Complete(@DefaultValue("false") boolean keep) {
	}

	/**
	 * When the application's version is brought into being.
	 *
	 * @param on the moment. The first use of the DataSource brings it forward
	 * @param waitTimeout how long to wait for the version when somebody else brings it
	 * into being; without a limit when not set
	 * @param longestOutage how long an instance that waits for another one goes on doing
	 * so while the database cannot be reached, as when its server is restarted
	 * @param pollInterval how often to look whether somebody else has brought the version
	 * into being
	 * @param progressInterval how often the log tells how far a transition is
	 */
	public record Expand(@DefaultValue("ready") ExpandOn on, @Nullable Duration waitTimeout,
			@DefaultValue("1m") Duration longestOutage, @DefaultValue("1s") Duration pollInterval,
			@DefaultValue("10s") Duration progressInterval) {
	}

	/** When an application expands. */
	public enum ExpandOn {

		/**
		 * When the application is ready: the port answers, and readiness is refused until
		 * the version can be used.
		 */
		READY,

		/**
		 * After the web servers and before listeners, schedulers and runners, for
		 * applications that consume messages.
		 */
		LIFECYCLE,

		/** While beans are created, before any port opens. */
		STARTUP,

		/**
		 * Never: somebody else expands, for example a job. The application waits for its
		 * version where it would otherwise expand.
		 */
		NEVER

	}

	/**
	 * How values of existing rows are filled.
	 *
	 * @param targetBatchTime how long one batch should take
	 * @param fireUserTriggers whether triggers and rules of the tables may fire for every
	 * row that is filled, where the leader may not silence them
	 */
	public record Backfill(@DefaultValue("200ms") Duration targetBatchTime,
			@DefaultValue("false") boolean fireUserTriggers) {
	}

	/**
	 * How the leader connects, when not as the application does.
	 *
	 * @param url JDBC URL; the application's when not set
	 * @param username role that may change the schema; the application's when not set
	 * @param password its password; the application's when not set
	 * @param driverClassName driver; derived from the URL when not set
	 * @param properties further connection properties of the driver
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
	 * What the operator command baseline records.
	 *
	 * @param version last migration that is already in the database
	 */
	public record Baseline(@Nullable String version) {
	}

}
