//! The beginning of a request that may be a subscription.

use super::{Answer, Engine, Request, purpose, unauthenticated};
use crate::caller::Caller;
use crate::error::{Code, Refusal};
use crate::live::Listening;
use crate::plan;
use crate::request::Accepted;

/// What came of the beginning of a request.
#[derive(Debug)]
pub enum Begun {
    /// It is answered, once.
    Answered(Answer),
    /// It listens.
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
            return Err(Refusal::new(Code::Internal, "this server does not follow changes now: try again in a while"));
        };
        Ok(Listening { accepted, subscribed, purpose, events })
    }

    /// Whether a caller may still listen: rights end while a subscription runs.
    ///
    /// # Errors
    /// When it may not.
    pub fn may_listen(&self, caller: &Caller, listening: &Listening) -> Result<(), Refusal> {
        plan::subscribed(&self.catalogue, &self.model, caller, &listening.accepted).map(|_| ())
    }
}
