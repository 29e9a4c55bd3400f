package io.github.versionedschema.applications.libraries;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/** Schedules jobs of Quartz that any live release may run. */
final class QuartzClient implements Client {

	private static final AtomicInteger runs = new AtomicInteger();

	private final Scheduler scheduler;

	private int scheduled;

	QuartzClient(Scheduler scheduler) {
		this.scheduler = scheduler;
	}

	@Override
	public void turn(int number, List<Client> peers) throws SchedulerException {
		int before = runs.get();
		JobKey job = JobKey.jobKey(UUID.randomUUID().toString());
		JobKey never = JobKey.jobKey(UUID.randomUUID().toString());
		this.scheduler.addJob(JobBuilder.newJob(CountingJob.class).withIdentity(never).storeDurably().build(), false);
		for (Client peer : peers) {
			assertThat(((QuartzClient) peer).scheduler.checkExists(never)).isTrue();
		}
		this.scheduler.deleteJob(never);
		this.scheduler.scheduleJob(JobBuilder.newJob(CountingJob.class).withIdentity(job).build(),
				TriggerBuilder.newTrigger().startNow().build());
		this.scheduled++;
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> runs.get() > before);
	}

	@Override
	public void verify(List<Client> peers) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> runs.get() >= this.scheduled);
	}

	/** Counts its runs. */
	public static final class CountingJob implements Job {

		@Override
		public void execute(JobExecutionContext context) {
			runs.incrementAndGet();
		}

	}

}
