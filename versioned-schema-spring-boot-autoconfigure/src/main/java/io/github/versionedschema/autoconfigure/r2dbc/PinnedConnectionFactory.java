package io.github.versionedschema.autoconfigure.r2dbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.autoconfigure.datasource.AttachedSession;
import io.github.versionedschema.session.AttachRefusal;
import io.github.versionedschema.session.AttachRefusedException;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.Wrapped;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * Opens physical connections that are attached to the application's version. Whether the
 * version can be used is learnt from the DataSource, which also expands to it.
 */
final class PinnedConnectionFactory implements ConnectionFactory, Wrapped<ConnectionFactory> {

	private static final String ATTACH = """
			select pg_catalog.set_config('search_path', $1, false), versioned_schema.attach($2, $3)
			""";

	/** While a transition has closed the version, as long as pools of JDBC wait. */
	private static final Retry WHILE_CLOSED = Retry.fixedDelay(300, Duration.ofMillis(100))
		.filter((ex) -> isRefusal(ex, AttachRefusal.CLOSED));

	private final ConnectionFactory physical;

	private final AttachedSession example;

	private final VersionedSchema schema;

	PinnedConnectionFactory(ConnectionFactory physical, AttachedSession example, VersionedSchema schema) {
		this.physical = physical;
		this.example = example;
		this.schema = schema;
	}

	@Override
	public Mono<Connection> create() {
		return blocking(this.example::searchPath).flatMap(this::open).retryWhen(WHILE_CLOSED);
	}

	private Mono<Connection> open(String searchPath) {
		return Mono.<Connection>from(this.physical.create())
			.flatMap((connection) -> attach(connection, searchPath).thenReturn(connection)
				.onErrorResume((ex) -> Mono.from(connection.close()).then(Mono.error(ex))))
			.onErrorResume(PinnedConnectionFactory::isRefusal, this::explain);
	}

	/** The path is set before it attaches; otherwise it would be refused. */
	private Mono<Void> attach(Connection connection, String searchPath) {
		return Flux
			.from(connection.createStatement(ATTACH)
				.bind("$1", searchPath)
				.bind("$2", this.schema.applicationVersion())
				.bind("$3", this.schema.baseSchema())
				.execute())
			.flatMap((result) -> result.map((row) -> true))
			.then();
	}

	/** The DataSource is refused for the same reason, and tells the application. */
	private Mono<Connection> explain(Throwable refusal) {
		return blocking(this.example::refresh).then(Mono.error(refusal));
	}

	private static <T> Mono<T> blocking(Callable<T> callable) {
		return Mono.fromCallable(callable)
			.subscribeOn(Schedulers.boundedElastic())
			.onErrorMap(SQLException.class,
					(ex) -> new R2dbcNonTransientResourceException(ex.getMessage(), ex.getSQLState(), ex));
	}

	private static boolean isRefusal(Throwable ex) {
		for (AttachRefusal refusal : AttachRefusal.values()) {
			if (isRefusal(ex, refusal)) {
				return true;
			}
		}
		return false;
	}

	private static boolean isRefusal(Throwable ex, AttachRefusal refusal) {
		return ex instanceof R2dbcException failure && refusal.sqlState().equals(failure.getSqlState());
	}

	@Override
	public ConnectionFactoryMetadata getMetadata() {
		return this.physical.getMetadata();
	}

	@Override
	public ConnectionFactory unwrap() {
		return this.physical;
	}

}
