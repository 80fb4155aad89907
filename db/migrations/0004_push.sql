CREATE TABLE `disputes` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`unit_id` text NOT NULL,
	`fact` text,
	`period` text,
	`source` text,
	`code` text,
	`claim` text,
	`evidence` text NOT NULL,
	`state` text NOT NULL,
	`opened_at` text NOT NULL,
	`opened_by` text NOT NULL,
	`opened_by_id` text,
	`closed_at` text,
	`closed_by` text,
	`closed_by_id` text,
	`reason` text,
	`import_id` integer,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`opened_by_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`closed_by_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `disputes_unit` ON `disputes` (`unit_id`,`state`);--> statement-breakpoint
CREATE TABLE `api_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`key_hash` text NOT NULL,
	`units` text NOT NULL,
	`provinces` text NOT NULL,
	`kinds` text NOT NULL,
	`created_at` text NOT NULL,
	`revoked_at` text,
	`counted_minute` text DEFAULT '' NOT NULL,
	`counted` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `api_keys_name_unique` ON `api_keys` (`name`);--> statement-breakpoint
CREATE UNIQUE INDEX `api_keys_key_hash_unique` ON `api_keys` (`key_hash`);--> statement-breakpoint
CREATE TABLE `api_requests` (
	`key_id` text NOT NULL,
	`idempotency_key` text NOT NULL,
	`request_hash` text NOT NULL,
	`attempt` text NOT NULL,
	`claimed_until` text NOT NULL,
	`status` integer,
	`body` text,
	`at` text NOT NULL,
	PRIMARY KEY(`key_id`, `idempotency_key`),
	FOREIGN KEY (`key_id`) REFERENCES `api_keys`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `receipts` (
	`receipt` text PRIMARY KEY NOT NULL,
	`unit_id` text NOT NULL,
	`year` integer NOT NULL,
	`law_date` text NOT NULL,
	`data_date` text NOT NULL,
	`rule_set_hash` text NOT NULL,
	`last_import` integer NOT NULL,
	`completed_by` text NOT NULL,
	`with_import` integer,
	`given_at` text NOT NULL,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `told` (
	`person_id` text NOT NULL,
	`unit_id` text NOT NULL,
	`year` integer NOT NULL,
	`receipt` text NOT NULL,
	`rank` text,
	`possible_ranks` text NOT NULL,
	`index_value` text,
	`effects` text NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`person_id`, `unit_id`, `year`),
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`receipt`) REFERENCES `receipts`(`receipt`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `told_unit` ON `told` (`unit_id`,`year`);--> statement-breakpoint
CREATE TABLE `uploads` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`channel` text NOT NULL,
	`chat_id` text NOT NULL,
	`person_id` text NOT NULL,
	`kind` text NOT NULL,
	`file_name` text NOT NULL,
	`bytes` blob,
	`state` text NOT NULL,
	`expires_at` text NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `observations` ADD `reference` text;