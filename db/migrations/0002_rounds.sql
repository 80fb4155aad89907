CREATE TABLE `account_links` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`channel` text NOT NULL,
	`chat_id` text NOT NULL,
	`person_id` text NOT NULL,
	`linked_at` text NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `account_links_chat` ON `account_links` (`channel`,`chat_id`);--> statement-breakpoint
CREATE INDEX `account_links_person` ON `account_links` (`person_id`);--> statement-breakpoint
CREATE TABLE `doubts` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`round_id` integer NOT NULL,
	`unit_id` text NOT NULL,
	`item` text NOT NULL,
	`text` text NOT NULL,
	`at` text,
	`by` text NOT NULL,
	`person_id` text,
	FOREIGN KEY (`round_id`) REFERENCES `rounds`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `doubts_round` ON `doubts` (`round_id`,`unit_id`);--> statement-breakpoint
CREATE TABLE `publications` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`round_id` integer NOT NULL,
	`decision` text NOT NULL,
	`decided_on` text NOT NULL,
	`corrects` text,
	`receipt` text,
	`rule_set_hash` text,
	`law_date` text,
	`data_date` text,
	`unit_receipts` text,
	`import_id` integer,
	`at` text,
	`by` text NOT NULL,
	`person_id` text,
	FOREIGN KEY (`round_id`) REFERENCES `rounds`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `publications_round` ON `publications` (`round_id`);--> statement-breakpoint
CREATE TABLE `round_steps` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`round_id` integer NOT NULL,
	`state` text NOT NULL,
	`at` text,
	`by` text NOT NULL,
	`person_id` text,
	FOREIGN KEY (`round_id`) REFERENCES `rounds`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `round_steps_round` ON `round_steps` (`round_id`);--> statement-breakpoint
CREATE TABLE `round_units` (
	`round_id` integer NOT NULL,
	`unit_id` text NOT NULL,
	`block` text NOT NULL,
	`position` integer NOT NULL,
	PRIMARY KEY(`round_id`, `unit_id`),
	FOREIGN KEY (`round_id`) REFERENCES `rounds`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `rounds` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`province` text NOT NULL,
	`year` integer NOT NULL,
	`state` text NOT NULL,
	`submission_deadline` text NOT NULL,
	`supplement_deadline` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `rounds_year` ON `rounds` (`province`,`year`);--> statement-breakpoint
CREATE TABLE `submissions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`round_id` integer NOT NULL,
	`unit_id` text NOT NULL,
	`import_id` integer,
	`at` text,
	`by` text NOT NULL,
	`person_id` text,
	FOREIGN KEY (`round_id`) REFERENCES `rounds`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `submissions_round` ON `submissions` (`round_id`,`unit_id`);--> statement-breakpoint
CREATE TABLE `supplements` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`doubt_id` integer NOT NULL,
	`text` text NOT NULL,
	`evidence` text,
	`at` text,
	`by` text NOT NULL,
	`person_id` text,
	FOREIGN KEY (`doubt_id`) REFERENCES `doubts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `supplements_doubt` ON `supplements` (`doubt_id`);--> statement-breakpoint
ALTER TABLE `people` ADD `unit_id` text REFERENCES units(id);--> statement-breakpoint
INSERT INTO `account_links` (`channel`, `chat_id`, `person_id`, `linked_at`) SELECT `channel`, `chat_id`, `person_id`, `linked_at` FROM `accounts`;
