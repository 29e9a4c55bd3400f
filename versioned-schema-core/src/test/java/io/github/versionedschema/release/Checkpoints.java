package io.github.versionedschema.release;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;

import io.github.versionedschema.event.TransitionEvent.StepDone;
import io.github.versionedschema.event.TransitionEvent.StepFailed;
import io.github.versionedschema.event.TransitionEvent.StepStarted;
import io.github.versionedschema.event.TransitionEvent;
import io.github.versionedschema.event.TransitionListener;
import io.github.versionedschema.postgres.ConnectionSource;

/**
 * Reports every {@link Checkpoint} that a leader reaches, on the leader's thread. The
 * leader continues when the listener returns.
 */
public final class Checkpoints implements ConnectionSource, TransitionListener {

	private final ConnectionSource connections;

	private final Consumer<Checkpoint> told;

	private volatile Thread leader;

	private volatile String step;

	private int statements;

	/**
	 * Creates it.
	 * @param connections the leader's connections
	 * @param told is told each checkpoint
	 */
	public Checkpoints(ConnectionSource connections, Consumer<Checkpoint> told) {
		this.connections = connections;
		this.told = told;
	}

	@Override
	public void onEvent(TransitionEvent event) {
		if (event instanceof StepStarted started) {
			this.leader = Thread.currentThread();
			this.step = started.step();
			this.statements = 0;
			this.told.accept(Checkpoint.beginningOf(started.step()));
		}
		else if (event instanceof StepDone done) {
			this.leader = null;
			this.told.accept(Checkpoint.endOf(done.step()));
		}
		else if (event instanceof StepFailed) {
			this.leader = null;
		}
	}

	@Override
	public Connection open() throws SQLException {
		return watched(Connection.class, this.connections.open());
	}

	private <T> T watched(Class<T> type, T target) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				(proxy, method, arguments) -> invoke(target, method, arguments)));
	}

	private Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
		if (Thread.currentThread() == this.leader
				&& (method.getName().startsWith("execute") || method.getName().equals("commit"))) {
			this.told.accept(new Checkpoint(this.step, ++this.statements));
		}
		try {
			Object result = method.invoke(target, arguments);
			if (result instanceof PreparedStatement prepared) {
				return watched(PreparedStatement.class, prepared);
			}
			return (result instanceof Statement statement) ? watched(Statement.class, statement) : result;
		}
		catch (InvocationTargetException ex) {
			throw ex.getCause();
		}
	}

}
