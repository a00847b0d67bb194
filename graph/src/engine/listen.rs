//! Begins a request that may be a subscription.

use super::{Answer, Engine, Request, purpose, unauthenticated};
use crate::caller::Caller;
use crate::error::{Code, Refusal};
use crate::live::Listening;
use crate::plan;
use crate::request::Accepted;

/// The result of [`Engine::begin`].
#[derive(Debug)]
pub enum Begun {
    /// A query, a mutation or a refusal: the one response.
    Answered(Answer),
    /// A subscription that was accepted.
    Listening(Box<Listening>),
}

impl Engine {
    /// Answers a query or a mutation, and accepts a subscription.
    pub async fn begin(&self, caller: Option<&Caller>, request: &Request) -> Begun {
        let mut operation = None;
        match self.accept(request, &mut operation).await {
            Ok(accepted) if operation == Some("subscription") => match self.listen(caller, request, accepted).await {
                Ok(listening) => Begun::Listening(Box::new(listening)),
                Err(refusal) => Begun::Answered(Answer::refused(&refusal, operation)),
            },
            _ => Begun::Answered(self.answer(caller, request).await),
        }
    }

    async fn listen(
        &self,
        caller: Option<&Caller>,
        request: &Request,
        accepted: Accepted,
    ) -> Result<Listening, Refusal> {
        let caller = caller.ok_or_else(unauthenticated)?;
        let purpose = purpose(request)?.map(str::to_owned);
        let subscribed = plan::subscribed(&self.catalogue, &self.model, caller, &accepted)?;
        self.check_notifications(caller, &accepted, &subscribed)?;
        let Some(events) = self.feed.listen().await else {
            return Err(Refusal::new(
                Code::Internal,
                "this server does not follow changes at the moment: try again later",
            ));
        };
        Ok(Listening { accepted, subscribed, purpose, events })
    }

    /// Checks that a caller may still listen: rights may end while a subscription runs.
    ///
    /// # Errors
    /// When the caller may no longer listen.
    pub fn may_listen(&self, caller: &Caller, listening: &Listening) -> Result<(), Refusal> {
        plan::subscribed(&self.catalogue, &self.model, caller, &listening.accepted).map(|_| ())
    }
}
